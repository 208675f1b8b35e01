#include "services/aggregation/domain/watch/watch_hubs.h"

#include <optional>
#include <vector>

namespace nianbao::aggregation {

Watcher WatchHubs::Watch(const v1::WatchAggregatesRequest& request) {
  Subscription subscription = SubscriptionOf(request);
  std::shared_ptr<WatchHub> hub;
  {
    absl::MutexLock lock(&mutex_);
    Kept& kept = hubs_[subscription];
    if (kept.hub == nullptr) kept.hub = std::make_shared<WatchHub>(totals_, std::move(subscription));
    kept.watched_at = timing_.clock();
    hub = kept.hub;
  }
  std::optional<v1::Position> resume_token;
  if (request.has_resume_token()) resume_token = request.resume_token();
  return Watcher(std::move(hub), std::move(resume_token), timing_);
}

void WatchHubs::Look() {
  const absl::Time now = timing_.clock();
  for (std::shared_ptr<WatchHub> hub : Watched(now)) {
    for (; hub != nullptr; hub = hub->successor()) hub->Look(now);
  }
}

std::vector<std::shared_ptr<WatchHub>> WatchHubs::Watched(absl::Time now) {
  std::vector<std::shared_ptr<WatchHub>> watched;
  absl::MutexLock lock(&mutex_);
  for (auto it = hubs_.begin(); it != hubs_.end();) {
    Kept& kept = it->second;
    while (std::shared_ptr<WatchHub> successor = kept.hub->successor()) kept.hub = std::move(successor);
    // Watchers get a hub from here, under this lock: one that is held here alone has none.
    if (kept.hub.use_count() > 1) {
      kept.watched_at = now;
      watched.push_back(kept.hub);
    } else if (now - kept.watched_at >= timing_.memory) {
      it = hubs_.erase(it);
      continue;
    }
    ++it;
  }
  return watched;
}

size_t WatchHubs::size() const {
  absl::MutexLock lock(&mutex_);
  return hubs_.size();
}

}  // namespace nianbao::aggregation
