// How soon readers saw what was accepted.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/watch_streams.h"

namespace nianbao::bench {

// A report that was accepted: where the log stood then, and when its caller had the answer.
struct Acceptance {
  int64_t sequence = 0;
  absl::Time acknowledged;
};

// For each acceptance, how long until the last reader had been told of it. In the order of the log.
std::vector<absl::Duration> UntilTheLast(const std::vector<Acceptance>& acceptances,
                                         const std::vector<std::vector<Arrival>>& readers);

// How old each step was when it arrived, by the first acceptance that it tells of. Steps that tell of none are left
// out.
std::vector<absl::Duration> Ages(const std::vector<Acceptance>& acceptances,
                                 const std::vector<std::vector<Arrival>>& readers);

// In milliseconds, the least value that so great a share of the values does not exceed; 0 when there are none.
double Percentile(std::vector<absl::Duration> values, double share);

}  // namespace nianbao::bench
