// ExplainCell: the filings behind a figure.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/explain.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// All pages are as of the position of the first. Waits for that, or for min_sequence, for at most `patience`. Errors as
// the comment of the method in the proto says.
absl::StatusOr<v1::ExplainCellResponse> ExplainCell(const LiveTotals& totals, absl::Duration patience,
                                                    const v1::ExplainCellRequest& request);

}  // namespace nianbao::aggregation
