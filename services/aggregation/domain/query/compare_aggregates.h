// CompareAggregates: years beside each other.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/compare.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// All as of the same position. Waits for min_sequence for at most `patience`. Errors as the comment of the method in
// the proto says.
absl::StatusOr<v1::CompareAggregatesResponse> CompareAggregates(const LiveTotals& totals, absl::Duration patience,
                                                                const v1::CompareAggregatesRequest& request);

}  // namespace nianbao::aggregation
