#include "services/aggregation/domain/watch/step_history.h"

#include <algorithm>
#include <utility>

namespace nianbao::aggregation {
namespace {

constexpr size_t kEntriesMax = 64;

// Whether all that is in `earlier` is in `later` too.
bool IsAtOrBefore(const Moment& earlier, const Moment& later) {
  return std::equal(earlier.begin(), earlier.end(), later.begin(), later.end(),
                    [](int64_t earlier, int64_t later) { return earlier <= later; });
}

}  // namespace

void StepHistory::Put(int step, Moment moment, bool changed) {
  // A step that changed nothing adds nothing to the one before it.
  if (!entries_.empty() && !entries_.back().changed) entries_.pop_back();
  entries_.push_back({.step = step, .moment = std::move(moment), .changed = changed});
  if (entries_.size() > kEntriesMax) Thin();
}

int StepHistory::LastAtOrBefore(const Moment& moment) const {
  const auto last = std::find_if(entries_.rbegin(), entries_.rend(),
                                 [&](const Entry& entry) { return IsAtOrBefore(entry.moment, moment); });
  return last == entries_.rend() ? 0 : last->step;
}

void StepHistory::Thin() {
  // Every second of the older half.
  size_t kept = 0;
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (i < kEntriesMax / 2 && i % 2 == 1) continue;
    if (kept != i) entries_[kept] = std::move(entries_[i]);
    ++kept;
  }
  entries_.resize(kept);
}

}  // namespace nianbao::aggregation
