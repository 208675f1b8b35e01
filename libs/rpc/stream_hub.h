// The open streams of a service.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/rpc/worker_pool.h"
#include "libs/steady/steady_now.h"

namespace nianbao::rpc {

// A stream as its hub sees it.
class HubStream {
 public:
  virtual ~HubStream() = default;
  // Something new may be there to send. The message is made in the hub's threads.
  virtual void Kick() = 0;
  // The same from one of the hub's threads, in which the message is made at once.
  virtual void KickHere() = 0;
  // Finishes the stream with this status after the write in flight.
  virtual void End(const absl::Status& status) = 0;
};

// A stream whose write is under way for so long, by this clock, is stuck.
struct WriteLimit {
  absl::Duration time = absl::InfiniteDuration();
  std::function<absl::Time()> clock = steady::Now;
};

// The open streams of a service, and the threads that make their messages.
class StreamHub {
 public:
  static constexpr size_t kUnbounded = static_cast<size_t>(-1);

  // streams_max counts open streams; a further one is ended with RESOURCE_EXHAUSTED OVERLOADED and RetryInfo.
  explicit StreamHub(int threads, size_t streams_max = kUnbounded, WriteLimit write_limit = {})
      : streams_max_(streams_max), write_limit_(std::move(write_limit)), pool_(threads), ends_(1) {}

  // Tells every stream that something new may be there.
  void KickAll();
  // The same, with the streams shared out among the hub's threads. Returns when every stream that can send has begun
  // to.
  void FanOut();
  // Ends every stream, and every later one, with UNAVAILABLE SHUTTING_DOWN.
  void EndAll();

  // For streams only: each bounds its tasks in the pool itself.
  void Add(std::shared_ptr<HubStream> stream);
  void Remove(HubStream* stream);
  void Run(std::function<void()> task);
  // The same for a task that only ends a stream: it waits for no message that takes long.
  void RunEnd(std::function<void()> task);
  const WriteLimit& write_limit() const { return write_limit_; }

  // How many streams are open.
  size_t size() const;

 private:
  const size_t streams_max_;
  const WriteLimit write_limit_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<HubStream*, std::shared_ptr<HubStream>> streams_ ABSL_GUARDED_BY(mutex_);
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  WorkerPool pool_;
  WorkerPool ends_;
};

}  // namespace nianbao::rpc
