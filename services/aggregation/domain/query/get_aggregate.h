// GetAggregate: the total of a node.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Waits for min_sequence for at most `patience`. Errors as the method's comment in the proto says.
absl::StatusOr<v1::GetAggregateResponse> GetAggregate(const LiveTotals& totals, absl::Duration patience,
                                                      const v1::GetAggregateRequest& request);

}  // namespace nianbao::aggregation
