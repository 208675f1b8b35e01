// The open streams of a service.
#pragma once

#include <cstddef>
#include <functional>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "libs/rpc/worker_pool.h"

namespace nianbao::rpc {

// A stream as its hub sees it.
class HubStream {
 public:
  virtual ~HubStream() = default;
  // Something new may be there to send.
  virtual void Kick() = 0;
  // Finishes the stream with this status after the write in flight.
  virtual void End(const absl::Status& status) = 0;
};

// The open streams of a service, and the threads that make their messages.
class StreamHub {
 public:
  static constexpr size_t kUnbounded = static_cast<size_t>(-1);

  // streams_max counts open streams; a further one is ended with RESOURCE_EXHAUSTED OVERLOADED and RetryInfo.
  explicit StreamHub(int threads, size_t streams_max = kUnbounded)
      : streams_max_(streams_max), pool_(threads), ends_(1) {}

  // Tells every stream that something new may be there.
  void KickAll();
  // Ends every stream, and every later one, with UNAVAILABLE SHUTTING_DOWN.
  void EndAll();

  // For streams only: each bounds its tasks in the pool itself.
  void Add(HubStream* stream);
  void Remove(HubStream* stream);
  void Run(std::function<void()> task);
  // The same for a task that only ends a stream: it waits for no message that takes long.
  void RunEnd(std::function<void()> task);

 private:
  const size_t streams_max_;
  absl::Mutex mutex_;
  absl::flat_hash_set<HubStream*> streams_ ABSL_GUARDED_BY(mutex_);
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  WorkerPool pool_;
  WorkerPool ends_;
};

}  // namespace nianbao::rpc
