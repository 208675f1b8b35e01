#include "libs/rpc/worker_pool.h"

#include <algorithm>

#include "absl/time/clock.h"

namespace nianbao::rpc {

WorkerPool::WorkerPool(int threads, size_t queue_max) : queue_max_(queue_max) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::function<void()> task) {
  absl::MutexLock lock(&mutex_);
  if (stopping_ || queue_.size() >= queue_max_) return false;
  queue_.push_back(std::move(task));
  return true;
}

absl::Duration WorkerPool::DrainTime() {
  absl::MutexLock lock(&mutex_);
  const auto waiting = static_cast<double>(queue_.size() + 1);
  return std::max(absl::Milliseconds(10), task_time_ * waiting / static_cast<double>(threads_.size()));
}

void WorkerPool::Run() {
  constexpr double kWeight = 0.1;
  while (true) {
    std::function<void()> task;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(
          +[](WorkerPool* pool) { return pool->stopping_ || !pool->queue_.empty(); }, this));
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    const absl::Time start = absl::Now();
    task();
    const absl::Duration elapsed = absl::Now() - start;
    absl::MutexLock lock(&mutex_);
    task_time_ = task_time_ * (1 - kWeight) + elapsed * kWeight;
  }
}

}  // namespace nianbao::rpc
