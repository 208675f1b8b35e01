#include "services/aggregation/domain/query/list_child_aggregates.h"

#include <algorithm>
#include <vector>

#include "libs/status/try.h"
#include "services/aggregation/domain/query/page.h"
#include "services/aggregation/domain/query/page_token.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
absl::StatusOr<v1::ListChildAggregatesResponse> ListChildAggregates(const LiveTotals& totals, absl::Duration patience,
                                                                    const v1::ListChildAggregatesRequest& request) {
  RETURN_IF_ERROR(CheckSelection(request).Result());
  ASSIGN_OR_RETURN(const v1::PageToken page, PageStart(request));
  v1::ListChildAggregatesResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    const OrganIndex& organs = hand.engine.facts().organs();
    const std::vector<int> children = hand.view.Children(node);
    // A page begins after the node that ended the one before: by name, so that none is skipped when others come or go.
    auto child =
        std::find_if(children.begin(), children.end(), [&](int organ) { return organs.name(organ) > page.after(); });
    const int size = PageSize(request.page_size(), kPageSizeMax);
    for (; child != children.end() && response.aggregates_size() < size; ++child) {
      ASSIGN_OR_RETURN(const NodeTotal total, hand.view.Total(*child));
      *response.add_aggregates() = RenderAggregate(total, hand.view.key(), hand.position);
    }
    if (child != children.end()) {
      response.set_next_page_token(PageAfter(page, response.aggregates().rbegin()->node()));
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, SelectionOf(request), read));
  return response;
}

}  // namespace nianbao::aggregation
