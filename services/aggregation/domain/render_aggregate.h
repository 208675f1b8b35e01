// Totals as messages.
#pragma once

#include "absl/types/span.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "services/aggregation/domain/node_total.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

v1::Coverage RenderCoverage(const Counts& counts);

// Lists that are all 0 are left out.
v1::EmptyCells RenderEmptyCells(const NodeTotal& total);

// The total, one of the sums of `key`, in the shape of the form, with every cell set, as of position. When cells are
// given, by their place in the catalogue, only these are set.
v1::Aggregate RenderAggregate(const NodeTotal& total, const ViewKey& key, const v1::Position& position,
                              absl::Span<const int> cells = {});

}  // namespace nianbao::aggregation
