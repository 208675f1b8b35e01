// ListIndicators: the indicators with their formulas.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/indicator.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Does not wait for the totals.
absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(const LiveTotals& totals, absl::Duration patience,
                                                          const v1::ListIndicatorsRequest& request);

}  // namespace nianbao::aggregation
