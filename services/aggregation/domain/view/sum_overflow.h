// Figures that do not fit 64 bits.
#pragma once

#include <limits>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/aggregation/domain/node_total.h"

namespace nianbao::aggregation {

inline bool FitsInt64(absl::int128 value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

// OUT_OF_RANGE SUM_OVERFLOW. measure: a cell code or the id of an indicator; printed: what people call it.
absl::Status SumOverflow(const NodeTotal& total, absl::string_view measure, absl::string_view printed);

}  // namespace nianbao::aggregation
