// An office that keeps the roster and gives out roles through any of several replicas.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "nianbao/submission/v1/event.pb.h"
#include "tests/integration/suite/replica.h"

namespace nianbao::integration {

// A change that was acknowledged.
struct KeptChange {
  std::string request_id;
  submission::v1::EventToken token;
};

// One change after another, each building on those before it: an organ is set up below organs/city and renamed,
// somebody gets a role for it and loses it. Without an answer it asks again with the same request_id, wherever the seed
// says.
class OfficeLoad {
 public:
  OfficeLoad(std::vector<Replica*> replicas, uint64_t seed);
  ~OfficeLoad();

  // Lets it finish what it is at. All that was acknowledged.
  std::vector<KeptChange> Stop();
  // Answers that should not have been given; complete after Stop.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void Run(uint64_t seed);

  const std::vector<Replica*> replicas_;
  std::atomic<bool> stopping_ = false;
  std::vector<KeptChange> kept_;
  std::vector<std::string> faults_;
  std::thread thread_;
};

// Of these changes, those that the log does not hold just once and as they were acknowledged.
std::vector<std::string> NotInLogOnce(const std::vector<KeptChange>& kept,
                                      const std::vector<submission::v1::EventRecord>& log);

}  // namespace nianbao::integration
