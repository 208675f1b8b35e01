// A log that totals follow, and what those who watch them are told.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {

inline constexpr absl::Duration kForever = absl::InfiniteDuration();
// How long hubs that nobody watches are kept.
inline constexpr absl::Duration kMemory = absl::Minutes(1);

// Totals, the log they follow, and those who watch them by a clock that stands still.
struct Followed {
  explicit Followed(const nianbao::testing::LogBuilder& begun, absl::Duration patience = kForever);
  // The totals take in what the log has, and are looked at.
  void CatchUp();
  void Beat(absl::Duration pause = absl::Milliseconds(200));

  nianbao::testing::LogBuilder log;
  LiveTotals totals;
  absl::Time now = absl::UnixEpoch();
  WatchHubs hubs;
};

// A district with a bureau and a town.
nianbao::testing::LogBuilder District();

v1::WatchAggregatesRequest Watch(const std::vector<std::string>& ids);
v1::WatchAggregatesRequest Resume(const std::vector<std::string>& ids, const submission::v1::EventToken& token);

v1::WatchAggregatesResponse Parsed(const std::string& bytes);
std::shared_ptr<const std::string> MustTellBytes(Watcher& watcher);
v1::WatchAggregatesResponse MustTell(Watcher& watcher);
void ExpectSilence(Watcher& watcher);

v1::Aggregate FirstSnapshot(const v1::WatchAggregatesResponse& told);
v1::AggregateDelta FirstDelta(const v1::WatchAggregatesResponse& told);
// Of the first delta.
v1::CellTotal FirstCell(const v1::WatchAggregatesResponse& told);
// Of the one log that is followed.
int64_t SequenceOf(const v1::WatchAggregatesResponse& told);
std::vector<std::string> SnapshotNodes(const v1::WatchAggregatesResponse& told);

}  // namespace nianbao::aggregation
