// Makes event logs for tests, with a chain of digests of its own making.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "nianbao/form/v1/cell_vector.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/event_service.pb.h"

namespace nianbao::testing {

// Figures by cell code; cells that are not named are blank.
using Figures = std::map<std::string, int64_t>;

constexpr char kReceived[] = "requests.received.natural_person";
constexpr char kFees[] = "proactive_disclosure.administrative_fees";
constexpr char kGranted[] = "requests.outcomes.granted.total";
constexpr char kOutcomes[] = "requests.outcomes.total.total";

form::v1::CellVector VectorProto(const Figures& figures);

// Organs go by their bare id: "bureau" is organs/bureau, "" the place above the top.
class LogBuilder {
 public:
  explicit LogBuilder(const std::string& log_id = "log-a");

  LogBuilder& Organ(const std::string& id, const std::string& parent,
                    organ::v1::ScopeDuty duty = organ::v1::SCOPE_DUTY_OWN, const std::string& title = "");
  // A version of an organ, by its bare ids.
  struct Version {
    std::string id;
    std::string parent{};
    organ::v1::ScopeDuty duty = organ::v1::SCOPE_DUTY_OWN;
    std::string from_day{};
    std::string line{};
    bool absent = false;
    std::vector<std::string> successors{};
  };
  LogBuilder& Put(const Version& version);
  // A line of the list of a year.
  LogBuilder& List(int year, const Version& version, bool closed = false, bool removed = false);
  // A change of an own filing that brings no figures.
  LogBuilder& Filing(const std::string& id, int year, int revision, submission::v1::Revision::State to);
  LogBuilder& Accept(const std::string& id, int year, int revision, const Figures& figures,
                     form::v1::Scope scope = form::v1::SCOPE_OWN);
  // A node is sealed for a year, or what stood there is lifted.
  LogBuilder& Seal(const std::string& id, int year);
  LogBuilder& Unseal(const std::string& id, int year);
  LogBuilder& Add(submission::v1::Event event);
  // The event that is added next is not the last of its change.
  LogBuilder& More();

  const std::vector<submission::v1::EventRecord>& records() const { return records_; }
  const submission::v1::EventToken& token() const { return token_; }
  // The records after sequence, as one message of the feed.
  submission::v1::WatchEventsResponse After(int64_t sequence) const;

 private:
  LogBuilder& Lock(const std::string& id, int year, submission::v1::YearLock::Kind kind);

  std::vector<submission::v1::EventRecord> records_;
  submission::v1::EventToken token_;
  bool more_ = false;
};

}  // namespace nianbao::testing
