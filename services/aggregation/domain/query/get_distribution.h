// GetDistribution: how a figure is spread over the reports of a subtree.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/compare.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Waits for min_sequence for at most `patience`. Errors as the comment of the method in the proto says.
absl::StatusOr<v1::GetDistributionResponse> GetDistribution(const LiveTotals& totals, absl::Duration patience,
                                                            const v1::GetDistributionRequest& request);

}  // namespace nianbao::aggregation
