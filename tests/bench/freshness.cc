#include "tests/bench/freshness.h"

#include <algorithm>
#include <cmath>

namespace nianbao::bench {

std::vector<absl::Duration> UntilTheLast(const std::vector<Acceptance>& acceptances,
                                         const std::vector<std::vector<Arrival>>& readers) {
  std::vector<absl::Duration> until(acceptances.size(), absl::ZeroDuration());
  for (const std::vector<Arrival>& arrivals : readers) {
    size_t next = 0;
    for (const Arrival& arrival : arrivals) {
      for (; next < acceptances.size() && acceptances[next].sequence <= arrival.sequence; ++next) {
        until[next] = std::max(until[next], arrival.at - acceptances[next].acknowledged);
      }
    }
    for (; next < acceptances.size(); ++next) until[next] = absl::InfiniteDuration();
  }
  return until;
}

std::vector<absl::Duration> Ages(const std::vector<Acceptance>& acceptances,
                                 const std::vector<std::vector<Arrival>>& readers) {
  std::vector<absl::Duration> ages;
  for (const std::vector<Arrival>& arrivals : readers) {
    size_t next = 0;
    for (const Arrival& arrival : arrivals) {
      const size_t first = next;
      while (next < acceptances.size() && acceptances[next].sequence <= arrival.sequence) ++next;
      if (next == first) continue;
      ages.push_back(std::max(arrival.at - acceptances[first].acknowledged, absl::ZeroDuration()));
    }
  }
  return ages;
}

double Percentile(std::vector<absl::Duration> values, double share) {
  if (values.empty()) return 0;
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
  const auto place = values.begin() + static_cast<ptrdiff_t>(std::max<size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), place, values.end());
  return absl::ToDoubleMilliseconds(*place);
}

}  // namespace nianbao::bench
