// What all watchers of one subscription are told.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/btree_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/watch/step_history.h"
#include "services/aggregation/domain/watch/subscription.h"
#include "services/aggregation/domain/watch/telling.h"
#include "services/aggregation/domain/watch/watched_total.h"

namespace nianbao::aggregation {

// Looks at the watched totals at a beat, and calls each state at a new position a step, from 1. A watcher holds nothing
// but the step it was told; what leads from there to the last step is made once, however many watchers need it.
//
// A hub is of one history. When the logs turn out to have another, it names the hub that goes on. Thread-safe.
class WatchHub {
 public:
  // What a watcher has been told who has been told nothing.
  static constexpr int kNothing = 0;

  // totals must outlive the hub.
  WatchHub(const LiveTotals& totals, Subscription subscription)
      : totals_(totals), subscription_(std::move(subscription)) {}

  const Subscription& subscription() const { return subscription_; }

  // Goes one step on if the totals did. What was made for the step before is forgotten.
  void Look(absl::Time now);
  // The same, unless the last look was within `age` and found totals.
  void LookUnlessSeen(absl::Time now, absl::Duration age);

  // The hub of the other history, if it came to that; nullptr when not. It may not have looked yet.
  std::shared_ptr<WatchHub> successor() const;
  // The last step, and where the logs stood.
  std::pair<int, v1::Position> LastStep() const;

  // The step from which a watcher can be led on that was told all up to a position; kNothing when it has to be told
  // all, since the history between is gone. UNAVAILABLE NOT_CAUGHT_UP when the hub is not there yet; else why there are
  // no totals.
  absl::StatusOr<int> StepAt(const v1::Position& position) const;

  // What leads from a step to the last one; nullptr while there is nothing to tell. A position alone is told every five
  // seconds at most. Errors: NOT_FOUND ORGAN_UNKNOWN, OUT_OF_RANGE SUM_OVERFLOW, INVALID_ARGUMENT FIELD_INVALID when
  // the nodes are too many, UNAVAILABLE NOT_CAUGHT_UP, or why no totals can be served.
  absl::StatusOr<std::shared_ptr<const Telling>> After(int step);

 private:
  struct Gone {
    int step = 0;
    int year = 0;
    int organ = kNoOrgan;
    std::string node{};
  };
  struct Watched {
    WatchedTotal total;
    // The look that saw it last.
    int64_t seen = 0;
  };
  // The nodes to watch in the tree of a year.
  struct Nodes {
    std::shared_ptr<const View> view;
    std::vector<int> organs;
  };

  absl::Status LookAt(const Engine& engine, int64_t epoch) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Marks with the step whatever changed.
  absl::Status Compare(const Engine& engine, int step) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<std::vector<Nodes>> FindNodes(const Engine& engine) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status CompareYear(const Nodes& nodes, int step) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void DropUnseen(int step) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SetDue(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Telling Tell(int step) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const LiveTotals& totals_;
  const Subscription subscription_;

  mutable absl::Mutex mutex_;
  // Why the last look found nothing to tell, and of which totals.
  int64_t seen_version_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  absl::Time looked_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  int64_t looks_ ABSL_GUARDED_BY(mutex_) = 0;
  std::shared_ptr<WatchHub> successor_ ABSL_GUARDED_BY(mutex_);
  // Every watcher asks at every beat, and there hardly ever is one.
  std::atomic<bool> has_successor_ = false;

  int step_ ABSL_GUARDED_BY(mutex_) = kNothing;
  Moment moment_ ABSL_GUARDED_BY(mutex_);
  v1::Position position_ ABSL_GUARDED_BY(mutex_);
  int64_t epoch_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t version_ ABSL_GUARDED_BY(mutex_) = 0;

  // By year and organ.
  absl::btree_map<std::pair<int, int>, Watched> watched_ ABSL_GUARDED_BY(mutex_);
  // In the order of their steps.
  std::vector<Gone> gone_ ABSL_GUARDED_BY(mutex_);
  StepHistory history_ ABSL_GUARDED_BY(mutex_);
  // Before this step it is not known any more what changed.
  int first_step_ ABSL_GUARDED_BY(mutex_) = 1;
  // The last step at which anything watched changed. A look that fails midway has marked some of it with the step that
  // the next one completes.
  int changed_step_ ABSL_GUARDED_BY(mutex_) = kNothing;
  // Watchers before this step have to be told something.
  int due_step_ ABSL_GUARDED_BY(mutex_) = kNothing;
  absl::Time due_since_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  // What was made for the last step, by the step it leads on from.
  std::map<int, std::shared_ptr<const Telling>> tellings_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregation
