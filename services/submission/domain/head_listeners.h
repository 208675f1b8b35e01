// Those who want to know of new events.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/submission/domain/event_log.h"

namespace nianbao::submission {

// Must outlive its subscriptions. A listener may neither subscribe nor unsubscribe.
class HeadListeners {
 public:
  std::unique_ptr<Subscription> Add(std::function<void(int64_t)> listener);
  void Tell(int64_t head);

 private:
  class Entry;

  absl::Mutex mutex_;
  int next_id_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<int, std::function<void(int64_t)>> listeners_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::submission
