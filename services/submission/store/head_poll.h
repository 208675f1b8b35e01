// New events that other programs commit.
#pragma once

#include <cstdint>
#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::submission {

// Looks for the head of the log five times a second, and tells when it moved. Ends with its destructor.
class HeadPoll {
 public:
  HeadPoll(std::function<absl::StatusOr<v1::EventToken>()> look, std::function<void(int64_t)> tell);
  ~HeadPoll();

 private:
  void Run();

  const std::function<absl::StatusOr<v1::EventToken>()> look_;
  const std::function<void(int64_t)> tell_;
  absl::Mutex mutex_;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace nianbao::submission
