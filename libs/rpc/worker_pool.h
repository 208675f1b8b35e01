// The bounded pool in which handlers run, so that none blocks a gRPC thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/rpc/fair_queue.h"

namespace nianbao::rpc {

// A fixed number of threads and a queue with a limit.
class WorkerPool {
 public:
  // `room` limits what waits; the default is for callers that bound their tasks themselves.
  explicit WorkerPool(int threads, FairQueue::Room room = {});
  // Runs what is queued, then joins.
  ~WorkerPool();

  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Runs the task in one of the threads, or sheds it in this one. It may shed others that wait, as FairQueue says.
  void Submit(Task task);

  // How it stands.
  struct Load {
    int threads = 0;
    // Threads that are at a task.
    int busy = 0;
    // Tasks that wait.
    size_t waiting = 0;
    // Tasks for which there was no room, since the start.
    int64_t shed = 0;
  };
  Load load() const;

 private:
  void Run();
  // How long it takes, at the pace of the last tasks, until what waits in this place is done.
  absl::Duration DrainTime(const Place& place) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  FairQueue queue_ ABSL_GUARDED_BY(mutex_);
  int busy_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t shed_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Moving average of a task's time.
  absl::Duration task_time_ ABSL_GUARDED_BY(mutex_) = absl::Milliseconds(1);
  std::vector<std::thread> threads_;
};

}  // namespace nianbao::rpc
