// The bounded pool in which handlers run, so that none blocks a gRPC thread.
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao::rpc {

// A fixed number of threads and a queue with a limit.
class WorkerPool {
 public:
  static constexpr size_t kUnbounded = static_cast<size_t>(-1);

  // queue_max counts tasks that wait; kUnbounded is for callers that bound their tasks themselves.
  WorkerPool(int threads, size_t queue_max);
  // Runs what is queued, then joins.
  ~WorkerPool();

  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full; the task is then not run.
  [[nodiscard]] bool Submit(std::function<void()> task);

  // How long the present queue takes at the pace of the last tasks: when a refused caller should come again.
  absl::Duration DrainTime();

 private:
  void Run();

  const size_t queue_max_;
  absl::Mutex mutex_;
  std::deque<std::function<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Moving average of a task's time.
  absl::Duration task_time_ ABSL_GUARDED_BY(mutex_) = absl::Milliseconds(1);
  std::vector<std::thread> threads_;
};

}  // namespace nianbao::rpc
