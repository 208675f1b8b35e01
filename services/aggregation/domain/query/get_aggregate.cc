#include "services/aggregation/domain/query/get_aggregate.h"

#include "libs/status/try.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {

absl::StatusOr<v1::GetAggregateResponse> GetAggregate(const LiveTotals& totals, absl::Duration patience,
                                                      const v1::GetAggregateRequest& request) {
  RETURN_IF_ERROR(CheckSelection(request).Result());
  v1::GetAggregateResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    ASSIGN_OR_RETURN(const NodeTotal total, hand.view.Total(node));
    *response.mutable_aggregate() = RenderAggregate(total, hand.view.key(), hand.position);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, SelectionOf(request), read));
  return response;
}

}  // namespace nianbao::aggregation
