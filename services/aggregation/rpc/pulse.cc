#include "services/aggregation/rpc/pulse.h"

#include <utility>

namespace nianbao::aggregation {

Pulse::Pulse(absl::Duration interval, std::function<void()> beat)
    : thread_([this, interval, beat = std::move(beat)] { Run(interval, beat); }) {}

Pulse::~Pulse() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Pulse::Run(absl::Duration interval, const std::function<void()>& beat) {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), interval)) return;
    }
    beat();
  }
}

}  // namespace nianbao::aggregation
