#include "services/aggregation/domain/list_child_aggregates.h"

#include <vector>

#include "libs/status/try.h"
#include "services/aggregation/domain/check_request.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {

absl::StatusOr<v1::ListChildAggregatesResponse> ListChildAggregates(const LiveTotals& totals, absl::Duration patience,
                                                                    const v1::ListChildAggregatesRequest& request) {
  RETURN_IF_ERROR(CheckRequest(request));
  std::vector<NodeTotal> children;
  submission::v1::EventToken position;
  RETURN_IF_ERROR(totals.Read(request.min_sequence(), patience, [&](const Engine& engine, int64_t) -> absl::Status {
    ASSIGN_OR_RETURN(children, engine.ChildTotals(request.node(), request.year()));
    position = engine.position();
    return absl::OkStatus();
  }));
  v1::ListChildAggregatesResponse response;
  for (const NodeTotal& child : children) *response.add_aggregates() = RenderAggregate(child, position);
  return response;
}

}  // namespace nianbao::aggregation
