// Totals as messages.
#pragma once

#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/node_total.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

v1::Coverage RenderCoverage(const Counts& counts);

// The total, one of the sums of `key`, in the shape of the form, with every cell set, as of position.
v1::Aggregate RenderAggregate(const NodeTotal& total, const ViewKey& key, const v1::Position& position);

// What leads from before to after, two totals of the same node and year: new values of the cells that differ, in
// catalogue order, and the coverage.
v1::AggregateDelta RenderDelta(const NodeTotal& before, const NodeTotal& after);

}  // namespace nianbao::aggregation
