#include "libs/rpc/worker_pool.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"

namespace nianbao::rpc {

WorkerPool::WorkerPool(int threads, FairQueue::Room room) : queue_(room) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::Submit(Task task) {
  std::vector<std::pair<Task, absl::Duration>> evicted;
  {
    absl::MutexLock lock(&mutex_);
    for (Task& without_room : queue_.Push(std::move(task))) {
      const absl::Duration retry_after = DrainTime(without_room.place);
      evicted.emplace_back(std::move(without_room), retry_after);
    }
    shed_ += static_cast<int64_t>(evicted.size());
  }
  for (const auto& [without_room, retry_after] : evicted) without_room.shed(retry_after);
}

absl::Duration WorkerPool::DrainTime(const Place& place) const {
  const auto turns = static_cast<double>(queue_.TurnsOf(place) + 1);
  return std::max(absl::Milliseconds(10), task_time_ * turns / static_cast<double>(threads_.size()));
}

WorkerPool::Load WorkerPool::load() const {
  absl::MutexLock lock(&mutex_);
  return {.threads = static_cast<int>(threads_.size()), .busy = busy_, .waiting = queue_.size(), .shed = shed_};
}

void WorkerPool::Run() {
  constexpr double kWeight = 0.1;
  while (true) {
    std::function<void()> run;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(
          +[](WorkerPool* pool) { return pool->stopping_ || !pool->queue_.empty(); }, this));
      if (queue_.empty()) return;
      run = queue_.Pop().run;
      ++busy_;
    }
    const absl::Time start = absl::Now();
    run();
    const absl::Duration elapsed = absl::Now() - start;
    absl::MutexLock lock(&mutex_);
    --busy_;
    task_time_ = task_time_ * (1 - kWeight) + elapsed * kWeight;
  }
}

}  // namespace nianbao::rpc
