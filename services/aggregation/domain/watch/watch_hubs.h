// The hubs of all subscriptions that are watched.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/watch/watch_hub.h"
#include "services/aggregation/domain/watch/watcher.h"

namespace nianbao::aggregation {

// Makes a hub for the first watcher of a subscription, and forgets it some time after the last. Thread-safe.
class WatchHubs {
 public:
  // totals must outlive the hubs, and these all their watchers.
  WatchHubs(const LiveTotals& totals, WatchTiming timing) : totals_(totals), timing_(std::move(timing)) {}

  // request must have passed CheckWatch.
  Watcher Watch(const v1::WatchAggregatesRequest& request);

  // The beat: every hub that is watched looks at the totals.
  void Look();

  size_t size() const;

 private:
  struct Kept {
    std::shared_ptr<WatchHub> hub;
    absl::Time watched_at;
  };

  // The hubs that are watched, after those have been dropped that nobody watched for long.
  std::vector<std::shared_ptr<WatchHub>> Watched(absl::Time now);

  const LiveTotals& totals_;
  const WatchTiming timing_;
  mutable absl::Mutex mutex_;
  std::map<Subscription, Kept> hubs_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregation
