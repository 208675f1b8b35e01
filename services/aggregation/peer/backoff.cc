#include "services/aggregation/peer/backoff.h"

#include <algorithm>

namespace nianbao::aggregation {
namespace {

constexpr absl::Duration kMin = absl::Milliseconds(100);
constexpr absl::Duration kMax = absl::Seconds(2);
constexpr absl::Duration kFaultMax = absl::Minutes(1);

}  // namespace

bool IsFault(const absl::Status& broken) { return absl::IsDataLoss(broken) || absl::IsInternal(broken); }

absl::Duration Backoff::Next(const absl::Status& broken, bool progressed) {
  const bool fault = IsFault(broken);
  last_ = progressed && !fault ? kMin : std::clamp(last_ * 2, kMin, fault ? kFaultMax : kMax);
  return last_;
}

}  // namespace nianbao::aggregation
