#include "tests/bench/measure.h"

#include <ctime>

namespace nianbao::bench {
namespace {

// Operations between two looks at the clock.
constexpr int kBatch = 16;

double Seconds(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

Measurement Measure(double seconds, const std::function<void()>& operation) {
  const auto repeat = [&](double until) {
    int64_t operations = 0;
    while (Seconds(CLOCK_MONOTONIC) < until) {
      for (int i = 0; i < kBatch; ++i) operation();
      operations += kBatch;
    }
    return operations;
  };
  repeat(Seconds(CLOCK_MONOTONIC) + seconds / 5);
  const double wall = Seconds(CLOCK_MONOTONIC);
  const double cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID);
  Measurement measurement;
  measurement.operations = repeat(wall + seconds);
  const double per_operation = 1e9 / static_cast<double>(measurement.operations);
  measurement.wall_ns = (Seconds(CLOCK_MONOTONIC) - wall) * per_operation;
  measurement.cpu_ns = (Seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) * per_operation;
  return measurement;
}

}  // namespace nianbao::bench
