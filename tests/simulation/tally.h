// What was done in histories.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace nianbao::simulation {

enum class Done {
  kHistories,
  kSteps,
  kCalls,
  kAttempts,
  kAcknowledged,
  kRefused,
  kGivenUp,
  kRepeats,
  kAnswersLost,
  kGroupCommits,
  kEvents,
  kNonces,
  kKills,
  kPowerFailures,
  kCutsWithin,
  kRestarts,
  kFailedStarts,
  kCheckpoints,
  kWritesLost,
  kWritesTorn,
  kSectorsDamaged,
  kNamesUndone,
  kReadErrors,
  kWriteErrors,
  kFullDisk,
  kSyncErrors,
  kOtherDiskErrors,
  kRulesUnavailable,
  kRulesLate,
  kAggregationCrashes,
  kBatches,
  kBatchesTwice,
  kBatchesLost,
  kFeedBreaks,
  kTold,
  kWatchersResumed,
  kDaysTurned,
  kChecks,
  kCount,
};

class Tally {
 public:
  void Add(Done what, int64_t times = 1) { counts_[static_cast<size_t>(what)] += times; }
  int64_t Of(Done what) const { return counts_[static_cast<size_t>(what)]; }
  void Add(const Tally& other) {
    for (size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  }

  // A line for each count.
  std::string Table() const;

 private:
  std::array<int64_t, static_cast<size_t>(Done::kCount)> counts_{};
};

}  // namespace nianbao::simulation
