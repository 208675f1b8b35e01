#include "services/aggregation/domain/get_aggregate.h"

#include "libs/status/try.h"
#include "services/aggregation/domain/check_request.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {

absl::StatusOr<v1::GetAggregateResponse> GetAggregate(const LiveTotals& totals, absl::Duration patience,
                                                      const v1::GetAggregateRequest& request) {
  RETURN_IF_ERROR(CheckRequest(request));
  NodeTotal total;
  submission::v1::EventToken position;
  RETURN_IF_ERROR(totals.Read(request.min_sequence(), patience, [&](const Engine& engine, int64_t) -> absl::Status {
    ASSIGN_OR_RETURN(total, engine.Total(request.node(), request.year()));
    position = engine.position();
    return absl::OkStatus();
  }));
  v1::GetAggregateResponse response;
  *response.mutable_aggregate() = RenderAggregate(total, position);
  return response;
}

}  // namespace nianbao::aggregation
