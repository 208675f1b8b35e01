// ListMissing: whose expected report is not in the sums.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/missing.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Waits for min_sequence for at most `patience`. Errors as the comment of the method in the proto says.
absl::StatusOr<v1::ListMissingResponse> ListMissing(const LiveTotals& totals, absl::Duration patience,
                                                    const v1::ListMissingRequest& request);

}  // namespace nianbao::aggregation
