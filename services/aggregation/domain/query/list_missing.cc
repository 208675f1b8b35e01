#include "services/aggregation/domain/query/list_missing.h"

#include <algorithm>
#include <vector>

#include "libs/status/try.h"
#include "services/aggregation/domain/query/page.h"
#include "services/aggregation/domain/query/page_token.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {
namespace {

using submission::v1::Revision;

// Those below the node, and itself, whose report is expected and not accepted, by name.
std::vector<int> MissingOf(const View& view, int node) {
  std::vector<int> missing;
  for (const int organ : view.Subtree(node)) {
    const auto& counts = view.Own(organ).counts;
    if (counts.expected > counts.accepted) missing.push_back(organ);
  }
  const OrganIndex& organs = view.facts().organs();
  std::sort(missing.begin(), missing.end(), [&](int a, int b) { return organs.name(a) < organs.name(b); });
  return missing;
}

v1::MissingReport Render(const View& view, int organ) {
  const OrganIndex& organs = view.facts().organs();
  const auto& counts = view.Own(organ).counts;
  v1::MissingReport missing;
  missing.set_organ(organs.name(organ));
  missing.set_title(view.Title(organ));
  if (const int parent = view.Parent(organ); parent != kNoOrgan) {
    missing.set_parent(organs.name(parent));
    missing.set_parent_title(view.Title(parent));
  }
  missing.set_scope(ScopeOf(view.DutyOf(organ)));
  if (counts.submitted > 0) missing.set_state(Revision::STATE_SUBMITTED);
  if (counts.returned > 0) missing.set_state(Revision::STATE_RETURNED);
  missing.set_late(counts.late > 0);
  return missing;
}

}  // namespace

absl::StatusOr<v1::ListMissingResponse> ListMissing(const LiveTotals& totals, absl::Duration patience,
                                                    const v1::ListMissingRequest& request) {
  RETURN_IF_ERROR(CheckSelection(request).Result());
  ASSIGN_OR_RETURN(const v1::PageToken page, PageStart(request));
  v1::ListMissingResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    const OrganIndex& organs = hand.engine.facts().organs();
    const std::vector<int> missing = MissingOf(hand.view, node);
    auto organ =
        std::find_if(missing.begin(), missing.end(), [&](int organ) { return organs.name(organ) > page.after(); });
    const int size = PageSize(request.page_size());
    for (; organ != missing.end() && response.reports_size() < size; ++organ) {
      *response.add_reports() = Render(hand.view, *organ);
    }
    if (organ != missing.end()) response.set_next_page_token(PageAfter(page, response.reports().rbegin()->organ()));
    response.set_total_size(static_cast<int>(missing.size()));
    *response.mutable_position() = hand.position;
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, SelectionOf(request), read));
  return response;
}

}  // namespace nianbao::aggregation
