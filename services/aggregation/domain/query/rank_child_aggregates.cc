#include "services/aggregation/domain/query/rank_child_aggregates.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "libs/status/try.h"
#include "services/aggregation/domain/query/measure.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

// A sum of no report is 0 without saying anything.
bool HasValue(const v1::RankedNode& node) { return node.coverage().accepted() > 0 && node.value().denominator() != 0; }

// Those with a value in their order, then those without; equals stay as they are, by name.
void Rank(std::vector<v1::RankedNode>& nodes, bool ascending) {
  const auto unranked = std::stable_partition(nodes.begin(), nodes.end(), HasValue);
  std::stable_sort(nodes.begin(), unranked, [&](const v1::RankedNode& a, const v1::RankedNode& b) {
    return ascending ? Compare(a.value(), b.value()) < 0 : Compare(a.value(), b.value()) > 0;
  });
  for (auto node = nodes.begin(); node != unranked; ++node) {
    const bool shares = node != nodes.begin() && Compare(node->value(), std::prev(node)->value()) == 0;
    node->set_place(shares ? std::prev(node)->place() : static_cast<int>(node - nodes.begin()) + 1);
  }
}

}  // namespace

absl::StatusOr<v1::RankChildAggregatesResponse> RankChildAggregates(const LiveTotals& totals, absl::Duration patience,
                                                                    const v1::RankChildAggregatesRequest& request) {
  RequestCheck check = CheckSelection(request);
  CheckMeasure("measure", request.measure(), check);
  RETURN_IF_ERROR(check.Result());
  const Measure measure = *Measure::Find(request.measure());
  v1::RankChildAggregatesResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    std::vector<v1::RankedNode> nodes;
    for (const int child : hand.view.Children(node)) {
      ASSIGN_OR_RETURN(const NodeTotal total, hand.view.Total(child));
      v1::RankedNode& ranked = nodes.emplace_back();
      ranked.set_node(total.node);
      ranked.set_title(total.title);
      ASSIGN_OR_RETURN(*ranked.mutable_value(), measure.In(total));
      *ranked.mutable_coverage() = RenderCoverage(total.counts);
    }
    Rank(nodes, request.ascending());
    response.mutable_nodes()->Assign(std::make_move_iterator(nodes.begin()), std::make_move_iterator(nodes.end()));
    *response.mutable_position() = hand.position;
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, SelectionOf(request), read));
  return response;
}

}  // namespace nianbao::aggregation
