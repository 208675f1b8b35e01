// The numbers of the aggregation service.
#pragma once

#include <prometheus/metric_family.h>

#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "services/aggregation/peer/head_watch.h"

namespace nianbao::aggregation {

// Logs are told apart by their numbers, in the order in which they were configured.
std::vector<prometheus::MetricFamily> AggregationMetrics(const LiveTotals& totals, const WatchHubs& hubs,
                                                         const std::vector<std::unique_ptr<HeadWatch>>& heads,
                                                         absl::Time now);

}  // namespace nianbao::aggregation
