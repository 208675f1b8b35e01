// A beat at which something is done again and again.
#pragma once

#include <functional>
#include <thread>

#include "absl/time/time.h"

namespace nianbao::steady {

// Calls `beat` every `interval`, or as soon as the one before is done if that takes longer, from a thread of its own,
// until it is destroyed. A clock that is set does not stop it.
class Pulse {
 public:
  Pulse(absl::Duration interval, std::function<void()> beat);

 private:
  std::jthread thread_;
};

}  // namespace nianbao::steady
