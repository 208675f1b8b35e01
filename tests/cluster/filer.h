// A client that files, accepts and reads, at a steady pace.
#pragma once

#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "tests/cluster/caller.h"

namespace nianbao::cluster {

constexpr int kYear = 2024;
constexpr char kRoot[] = "organs/city";

// A change of a filing that was acknowledged.
struct Acknowledged {
  std::string request_id;
  std::string filing;
  submission::v1::Revision::State to = submission::v1::Revision::STATE_UNSPECIFIED;
  submission::v1::EventToken token;
};

// It has an organ of its own. Each round it submits a report of the organ, has it accepted, reads the total with it,
// the rules, and a document.
class Filer {
 public:
  // Begins. document: bytes that ReadDocument is given.
  Filer(const Place& place, Way way, std::string organ, std::string document, uint64_t seed, CallLedger& ledger);
  ~Filer();

  // Ends after the round under way; all that was acknowledged, the acceptance of the last round at the end.
  const std::vector<Acknowledged>& Stop();

 private:
  void Run();
  // Whether all calls were answered.
  bool Round();
  bool FileReport();
  bool Accept();
  bool Read();

  const Caller clerk_;
  const Caller reviewer_;
  const std::string organ_;
  const std::string document_;
  std::mt19937_64 random_;
  submission::v1::Filing filing_;
  std::vector<Acknowledged> acknowledged_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace nianbao::cluster
