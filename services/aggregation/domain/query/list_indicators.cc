#include "services/aggregation/domain/query/list_indicators.h"

#include "services/aggregation/domain/query/indicators.h"

namespace nianbao::aggregation {

absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(const LiveTotals&, absl::Duration,
                                                          const v1::ListIndicatorsRequest&) {
  return Indicators();
}

}  // namespace nianbao::aggregation
