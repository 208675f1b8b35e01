#include "tests/bench/freshness.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nianbao::bench {
namespace {

// When the first reader was told of each step.
std::map<int64_t, absl::Time> Beginnings(const std::vector<std::vector<Arrival>>& readers) {
  std::map<int64_t, absl::Time> beginnings;
  for (const std::vector<Arrival>& arrivals : readers) {
    for (const Arrival& arrival : arrivals) {
      const auto [step, is_new] = beginnings.emplace(arrival.sequence, arrival.at);
      if (!is_new) step->second = std::min(step->second, arrival.at);
    }
  }
  return beginnings;
}

std::map<int64_t, absl::Duration> TwoBeats(const std::map<int64_t, absl::Time>& beginnings, absl::Duration beat) {
  std::map<int64_t, absl::Duration> two_beats;
  for (auto step = beginnings.begin(); step != beginnings.end(); ++step) {
    const auto next = std::next(step);
    const absl::Duration before = step == beginnings.begin() ? beat : step->second - std::prev(step)->second;
    const absl::Duration after = next == beginnings.end() ? beat : next->second - step->second;
    two_beats[step->first] = std::max(before, beat) + std::max(after, beat);
  }
  return two_beats;
}

}  // namespace

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

std::vector<Delivery> Deliveries(const std::vector<Acceptance>& acceptances,
                                 const std::vector<std::vector<Arrival>>& readers, absl::Duration beat) {
  const std::map<int64_t, absl::Duration> two_beats = TwoBeats(Beginnings(readers), beat);
  std::vector<Delivery> deliveries;
  for (const std::vector<Arrival>& arrivals : readers) {
    size_t next = 0;
    for (const Arrival& arrival : arrivals) {
      const size_t first = next;
      while (next < acceptances.size() && acceptances[next].sequence <= arrival.sequence) ++next;
      if (next == first) continue;
      deliveries.push_back({.age = std::max(arrival.at - acceptances[first].acknowledged, absl::ZeroDuration()),
                            .two_beats = two_beats.at(arrival.sequence)});
    }
  }
  return deliveries;
}

double Percentile(std::vector<absl::Duration> values, double share) {
  if (values.empty()) return 0;
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
  const auto place = values.begin() + static_cast<ptrdiff_t>(std::max<size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), place, values.end());
  return absl::ToDoubleMilliseconds(*place);
}

}  // namespace nianbao::bench
