// ExplainChange: the filings that moved a total between two positions.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/explain.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// All pages tell the change up to the position that the first page reached. Waits for the positions for at most
// `patience`. Errors as the comment of the method in the proto says.
absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const LiveTotals& totals, absl::Duration patience,
                                                        const v1::ExplainChangeRequest& request);

}  // namespace nianbao::aggregation
