// New events that other programs commit.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "libs/steady/pulse.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::submission {

// Looks for the head of the log five times a second, and tells when it moved. Ends with its destructor.
class HeadPoll {
 public:
  HeadPoll(std::function<absl::StatusOr<v1::EventToken>()> look, std::function<void(int64_t)> tell);

 private:
  void Look();

  const std::function<absl::StatusOr<v1::EventToken>()> look_;
  const std::function<void(int64_t)> tell_;
  int64_t told_ = 0;
  steady::Pulse pulse_;
};

}  // namespace nianbao::submission
