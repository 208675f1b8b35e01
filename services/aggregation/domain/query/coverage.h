// How much of a year is in.
#pragma once

#include "absl/status/statusor.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/view/contribution.h"

namespace nianbao::aggregation {

// Of all organs that report on the year, in all trees together; waits for nothing. Errors: as LiveTotals::Read.
absl::StatusOr<Counts> CoverageOf(const LiveTotals& totals, int year);

}  // namespace nianbao::aggregation
