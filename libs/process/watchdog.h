// Ends a process that hangs.
#pragma once

#include <functional>
#include <set>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao::process {

// The exit status of a process that its watchdog has ended.
constexpr int kHangs = 75;

// Looks after tasks that nothing can interrupt, such as calls of a library. When one takes longer than time_max, it
// calls `last_words` and ends the process at once, without destructors: the thread that hangs could not be joined.
class Watchdog {
 public:
  Watchdog(absl::Duration time_max, std::function<void()> last_words);
  ~Watchdog();

  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  // A task, from its construction to its end.
  class Task {
   public:
    explicit Task(Watchdog& watchdog);
    ~Task();

    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

   private:
    Watchdog& watchdog_;
    std::multiset<absl::Time>::iterator deadline_;
  };

 private:
  void Run();

  const absl::Duration time_max_;
  const std::function<void()> last_words_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::multiset<absl::Time> deadlines_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace nianbao::process
