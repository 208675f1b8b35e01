// What was asked for, what was answered, and whether the store agrees.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"
#include "services/submission/store/sql_store.h"
#include "tests/simulation/findings.h"
#include "tests/simulation/tally.h"
#include "tests/simulation/trace.h"

namespace nianbao::simulation {

// The answer to a change.
struct Reply {
  // As it was serialised.
  std::string bytes;
  submission::v1::EventToken token;
};

// A change that somebody asks for: the same each time it is sent.
struct Request {
  std::string method;
  submission::Caller caller;
  std::string request_id;
  std::function<absl::StatusOr<Reply>(const submission::Deps&)> send;
};

struct Asked {
  Request request;
  enum class State { kOpen, kAcknowledged, kRefused };
  State state = State::kOpen;
  Reply reply = {};
  // Copies of it that are on their way.
  int in_flight = 0;
};

class Ledger {
 public:
  Ledger(Findings& findings, Tally& tally, Trace& trace) : findings_(findings), tally_(tally), trace_(trace) {}

  // Stays where it is.
  Asked& Ask(Request request);
  // A copy of it sets out. Even after another one was refused it may be carried out.
  void Send(Asked& asked);
  // What came back for one copy of a request; UNAVAILABLE also when nothing did.
  void Take(Asked& asked, const absl::StatusOr<Reply>& answer);
  std::deque<Asked>& asked() { return asked_; }

  // An answer about a nonce that may be used once, until a time.
  void TakeNonce(const std::string& nonce, absl::Time expire_time, const absl::Status& answer, absl::Time now);

  // Holds what was acknowledged and refused against what a store says now. Returns its log.
  std::vector<submission::v1::EventRecord> Check(submission::SqlStore& store);

  // Counts how it ended.
  void Count();

 private:
  // By actor and request, the places of the last events of the changes that it made.
  using Changes = std::map<std::pair<std::string, std::string>, std::vector<int64_t>>;

  std::vector<submission::v1::EventRecord> ReadLog(submission::SqlStore& store);
  void CheckOrder(const std::vector<submission::v1::EventRecord>& log, const submission::v1::EventToken& head);
  Changes ChangesOf(const std::vector<submission::v1::EventRecord>& log);
  void CheckAsked(const Asked& asked, const std::vector<int64_t>& changes,
                  const std::vector<submission::v1::EventRecord>& log);

  Findings& findings_;
  Tally& tally_;
  Trace& trace_;
  std::deque<Asked> asked_;
  std::map<std::string, absl::Time> nonces_;
};

}  // namespace nianbao::simulation
