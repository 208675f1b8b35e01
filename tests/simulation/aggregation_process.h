// The aggregation service, fed by hand.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nianbao/submission/v1/event_service.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "services/submission/domain/event_cursor.h"
#include "tests/property/document/rng.h"
#include "tests/simulation/findings.h"
#include "tests/simulation/stepped_store.h"
#include "tests/simulation/tally.h"
#include "tests/simulation/trace.h"
#include "tests/simulation/virtual_clock.h"

namespace nianbao::simulation {

// Follows the log as EventFeed does, but batches come late, come twice, get lost, and the stream breaks.
class AggregationProcess {
 public:
  AggregationProcess(uint64_t seed, const VirtualClock& clock, Findings& findings, Tally& tally, Trace& trace);

  // Forgets all. Nobody may watch.
  void Crash();
  // One move of the feed. `store` is nullptr while submission is stopped.
  void Follow(const std::shared_ptr<SteppedStore>& store);
  // Reads to the end of the log, without trouble.
  void CatchUp(const std::shared_ptr<SteppedStore>& store);

  const aggregation::LiveTotals& totals() const { return life_->totals; }
  aggregation::WatchHubs& hubs() { return life_->hubs; }

  // If totals are served: whether they are those of a new engine that reads the log up to the same event.
  void CheckRebuilt(const std::vector<submission::v1::EventRecord>& log) const;

 private:
  struct Life {
    explicit Life(const aggregation::WatchTiming& timing) : hubs(totals, timing) {}

    aggregation::LiveTotals totals;
    aggregation::WatchHubs hubs;
  };

  void Open(const std::shared_ptr<SteppedStore>& store);
  void Break();
  void ReadOn();
  void Deliver();
  void TakeIn(const submission::v1::WatchEventsResponse& batch);

  testing::Rng random_;
  Findings& findings_;
  Tally& tally_;
  Trace& trace_;
  const aggregation::WatchTiming timing_;
  std::unique_ptr<Life> life_;

  // The stream, and what is on its way.
  std::shared_ptr<SteppedStore> store_;
  std::optional<submission::EventCursor> cursor_;
  std::deque<submission::v1::WatchEventsResponse> on_the_way_;
  std::optional<submission::v1::WatchEventsResponse> delivered_;
  bool begins_anew_ = false;
  // Whether a batch of the stream got lost.
  bool has_lost_ = false;
};

// A new engine that read so much of a log.
std::unique_ptr<aggregation::Engine> Rebuilt(const std::string& log_id,
                                             const std::vector<submission::v1::EventRecord>& log, int64_t up_to);

}  // namespace nianbao::simulation
