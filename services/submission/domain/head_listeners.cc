#include "services/submission/domain/head_listeners.h"

#include <utility>

namespace nianbao::submission {

class HeadListeners::Entry final : public Subscription {
 public:
  Entry(HeadListeners& listeners, int id) : listeners_(listeners), id_(id) {}
  ~Entry() override {
    absl::MutexLock lock(&listeners_.mutex_);
    listeners_.listeners_.erase(id_);
  }

 private:
  HeadListeners& listeners_;
  const int id_;
};

std::unique_ptr<Subscription> HeadListeners::Add(std::function<void(int64_t)> listener) {
  absl::MutexLock lock(&mutex_);
  const int id = next_id_++;
  listeners_.emplace(id, std::move(listener));
  return std::make_unique<Entry>(*this, id);
}

void HeadListeners::Tell(int64_t head) {
  absl::MutexLock lock(&mutex_);
  for (const auto& [id, listener] : listeners_) listener(head);
}

}  // namespace nianbao::submission
