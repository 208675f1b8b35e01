// Time by the clock and of the processor, of several stretches together.
#pragma once

#include <ctime>

namespace nianbao::bench {

class Stopwatch {
 public:
  void Start() {
    wall_ -= Seconds(CLOCK_MONOTONIC);
    cpu_ -= Seconds(CLOCK_PROCESS_CPUTIME_ID);
  }
  void Stop() {
    cpu_ += Seconds(CLOCK_PROCESS_CPUTIME_ID);
    wall_ += Seconds(CLOCK_MONOTONIC);
  }

  // Of the stretches that are over.
  double wall_seconds() const { return wall_; }
  // Of the process with all its threads.
  double cpu_seconds() const { return cpu_; }

 private:
  static double Seconds(clockid_t clock) {
    timespec now;
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }

  double wall_ = 0;
  double cpu_ = 0;
};

}  // namespace nianbao::bench
