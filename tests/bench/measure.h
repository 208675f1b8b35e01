// Time per operation.
#pragma once

#include <cstdint>
#include <functional>

namespace nianbao::bench {

struct Measurement {
  int64_t operations = 0;
  // Nanoseconds per operation, by the clock and of processor time of the process.
  double wall_ns = 0;
  double cpu_ns = 0;
};

// Repeats the operation for a fifth of `seconds` unmeasured, then for `seconds`.
Measurement Measure(double seconds, const std::function<void()>& operation);

}  // namespace nianbao::bench
