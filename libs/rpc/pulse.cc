#include "libs/rpc/pulse.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"

namespace nianbao::rpc {

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
  absl::Time next = absl::Now();
  while (true) {
    next = std::max(next + interval, absl::Now());
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithDeadline(absl::Condition(&stopping_), next)) return;
    }
    beat();
  }
}

}  // namespace nianbao::rpc
