// Watchers that come back after every break with the token they hold.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/suite/client.h"

namespace nianbao::integration {

// Collects every event from the beginning of the log until StopAt(sequence).
class EventWatcher {
 public:
  explicit EventWatcher(Client client);
  // Waits until the event has been seen; the records in the order of arrival.
  std::vector<submission::v1::EventRecord> StopAt(int64_t sequence);

 private:
  Client client_;
  std::atomic<int64_t> stop_at_{INT64_MAX};
  std::vector<submission::v1::EventRecord> records_;
  std::thread thread_;
};

// Follows one node's total, applying deltas to the last snapshot.
class AggregateWatcher {
 public:
  AggregateWatcher(Client client, std::string node, int year);
  // Waits until the position has been reached; the figures then.
  std::map<std::string, int64_t> StopAt(int64_t sequence);
  // How often a position was behind the one before.
  int steps_back() const { return steps_back_; }

 private:
  Client client_;
  std::atomic<int64_t> stop_at_{INT64_MAX};
  std::map<std::string, int64_t> figures_;
  int steps_back_ = 0;
  std::thread thread_;
};

}  // namespace nianbao::integration
