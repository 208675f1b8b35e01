#include "services/aggregation/domain/watch/step_history.h"

#include <algorithm>

namespace nianbao::aggregation {
namespace {

// At least 50 seconds, where something watched changes at every beat.
constexpr size_t kEntriesMax = 256;

}  // namespace

void StepHistory::Put(int step, const Moment& moment) {
  if (!entries_.empty() && entries_.back().step == step) return;
  if (entries_.size() == kEntriesMax) entries_.erase(entries_.begin());
  entries_.push_back({.step = step, .moment = moment});
}

int StepHistory::Find(const Moment& moment) const {
  const auto found =
      std::find_if(entries_.rbegin(), entries_.rend(), [&](const Entry& entry) { return entry.moment == moment; });
  return found == entries_.rend() ? 0 : found->step;
}

}  // namespace nianbao::aggregation
