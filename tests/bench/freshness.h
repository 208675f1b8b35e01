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

// A step that arrived.
struct Delivery {
  // Since the first acceptance that it tells of.
  absl::Duration age;
  // The beat in which that came about, and the one in which it was told: from the first arrival of a step to that of
  // the next, and no less than the beat of the server.
  absl::Duration two_beats;
};

// Steps that tell of no acceptance are left out.
std::vector<Delivery> Deliveries(const std::vector<Acceptance>& acceptances,
                                 const std::vector<std::vector<Arrival>>& readers, absl::Duration beat);

// In milliseconds, the least value that so great a share of the values does not exceed; 0 when there are none.
double Percentile(std::vector<absl::Duration> values, double share);

}  // namespace nianbao::bench
