// RankChildAggregates: the nodes directly below a node, in the order of a figure.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/compare.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Waits for min_sequence for at most `patience`. Errors as the comment of the method in the proto says.
absl::StatusOr<v1::RankChildAggregatesResponse> RankChildAggregates(const LiveTotals& totals, absl::Duration patience,
                                                                    const v1::RankChildAggregatesRequest& request);

}  // namespace nianbao::aggregation
