// What a reader is told who is ahead of the totals.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregation {

// UNAVAILABLE NOT_CAUGHT_UP with RetryInfo: the totals are as of event `reached`, the reader wants event `wanted`.
absl::Status NotCaughtUp(absl::string_view message, int64_t reached, int64_t wanted);

}  // namespace nianbao::aggregation
