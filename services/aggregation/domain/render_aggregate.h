// Totals as messages.
#pragma once

#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/node_total.h"

namespace nianbao::aggregation {

// The total in the shape of the form, with every cell set, as of position.
v1::Aggregate RenderAggregate(const NodeTotal& total, const submission::v1::EventToken& position);

// What leads from before to after, two totals of the same node and year: new values of the cells that differ, in
// catalogue order, and the coverage.
v1::AggregateDelta RenderDelta(const NodeTotal& before, const NodeTotal& after);

}  // namespace nianbao::aggregation
