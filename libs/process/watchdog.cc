#include "libs/process/watchdog.h"

#include <unistd.h>

#include <utility>

#include "absl/time/clock.h"

namespace nianbao::process {

Watchdog::Watchdog(absl::Duration time_max, std::function<void()> last_words)
    : time_max_(time_max), last_words_(std::move(last_words)), thread_([this] { Run(); }) {}

Watchdog::~Watchdog() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Watchdog::Run() {
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    // No task that begins meanwhile can be due before.
    const absl::Time next = deadlines_.empty() ? absl::Now() + time_max_ : *deadlines_.begin();
    mutex_.AwaitWithDeadline(absl::Condition(&stopping_), next);
    if (stopping_ || deadlines_.empty() || absl::Now() < *deadlines_.begin()) continue;
    last_words_();
    _exit(kHangs);
  }
}

Watchdog::Task::Task(Watchdog& watchdog) : watchdog_(watchdog) {
  absl::MutexLock lock(&watchdog_.mutex_);
  deadline_ = watchdog_.deadlines_.insert(absl::Now() + watchdog_.time_max_);
}

Watchdog::Task::~Task() {
  absl::MutexLock lock(&watchdog_.mutex_);
  watchdog_.deadlines_.erase(deadline_);
}

}  // namespace nianbao::process
