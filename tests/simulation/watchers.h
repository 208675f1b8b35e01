// Those who watch totals.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/watch/watcher.h"
#include "tests/property/aggregation/watch_reader.h"
#include "tests/property/document/rng.h"
#include "tests/simulation/aggregation_process.h"

namespace nianbao::simulation {

// Each watches something else, breaks off from time to time, and comes back with the token that it was told last.
class Watchers {
 public:
  // The process must outlive them.
  Watchers(uint64_t seed, int count, AggregationProcess& process, Findings& findings, Tally& tally, Trace& trace);

  // All streams break, as when the process ends.
  void BreakAll();
  // Something happens to one of them: it comes, breaks off, or reads.
  void Happen();
  // When nothing moves any more: whether all are told all, which new totals of the same log hold.
  void CheckFinallyEqual(VirtualClock& clock, const aggregation::Engine& rebuilt);

 private:
  struct Watching {
    aggregation::v1::WatchAggregatesRequest request;
    aggregation::WatchReader reader = {};
    std::optional<aggregation::Watcher> stream = std::nullopt;
  };

  aggregation::v1::WatchAggregatesRequest AnyRequest();
  void Come(Watching& watching);
  // Returns whether something was told.
  bool Read(Watching& watching);

  testing::Rng random_;
  AggregationProcess& process_;
  Findings& findings_;
  Tally& tally_;
  Trace& trace_;
  std::deque<Watching> watching_;
};

}  // namespace nianbao::simulation
