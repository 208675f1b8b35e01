// A beat at which something is done again and again.
#pragma once

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao::rpc {

class Pulse {
 public:
  // Calls `beat` every `interval`, or as soon as the one before is done if that takes longer, from a thread of its own.
  Pulse(absl::Duration interval, std::function<void()> beat);
  // No beat comes after it.
  ~Pulse();

 private:
  void Run(absl::Duration interval, const std::function<void()>& beat);

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace nianbao::rpc
