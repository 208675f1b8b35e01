#include "services/aggregation/domain/query/explain_change.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/movement.h"
#include "services/aggregation/domain/query/page.h"
#include "services/aggregation/domain/query/page_token.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

// About 2 MB.
constexpr int kChangesMax = 20'000;

absl::Status Check(const v1::ExplainChangeRequest& request) {
  RequestCheck check = CheckSelection(request);
  for (int i = 0; i < request.cells_size(); ++i) check.Cell(absl::StrCat("cells[", i, "]"), request.cells(i));
  if (request.from().sources().empty()) {
    check.Fault("from", "got nothing, want the position of an earlier answer", "请给出从哪个位置起");
  }
  return check.Result();
}

// The cells that are asked for, in the order of the catalogue.
std::vector<const form::Cell*> CellsOf(const v1::ExplainChangeRequest& request) {
  std::vector<const form::Cell*> cells;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const auto asked = std::find(request.cells().begin(), request.cells().end(), cell.code);
    if (request.cells().empty() || asked != request.cells().end()) cells.push_back(&cell);
  }
  return cells;
}

absl::Status CheckOrder(const Moment& from, const Moment& to) {
  for (size_t source = 0; source < from.size(); ++source) {
    if (from[source] <= to[source]) continue;
    return RequestCheck()
        .Fault("from", absl::StrCat("got event ", from[source], ", want one no later than event ", to[source]),
               absl::StrCat("起点（第 ", from[source], " 条事件）晚于终点（第 ", to[source], " 条事件）"))
        .Result();
  }
  return absl::OkStatus();
}

// Below the node before or after, by name.
std::vector<int> Concerned(const Side& before, const Side& after) {
  std::vector<int> organs = before.members;
  organs.insert(organs.end(), after.members.begin(), after.members.end());
  const OrganIndex& index = after.view.facts().organs();
  std::sort(organs.begin(), organs.end(), [&](int a, int b) { return index.name(a) < index.name(b); });
  organs.erase(std::unique(organs.begin(), organs.end()), organs.end());
  return organs;
}

void RenderPage(const Side& before, const Side& after, const v1::ExplainChangeRequest& request,
                const v1::PageToken& page, v1::ExplainChangeResponse& response) {
  const OrganIndex& index = after.view.facts().organs();
  const std::vector<const form::Cell*> cells = CellsOf(request);
  const int size = PageSize(request.page_size());
  int changes = 0;
  for (const int organ : Concerned(before, after)) {
    if (index.name(organ) <= page.after()) continue;
    v1::FilingMovement movement;
    if (!Moved(before, after, organ, cells, &movement)) continue;
    if (!request.cells().empty() && movement.cells().empty()) continue;
    if (response.movements_size() == size || changes >= kChangesMax) {
      response.set_next_page_token(PageAfter(page, response.movements().rbegin()->organ()));
      return;
    }
    changes += movement.cells_size();
    *response.add_movements() = std::move(movement);
  }
}

void RenderTotals(const NodeTotal& before, const NodeTotal& after, const v1::ExplainChangeRequest& request,
                  v1::ExplainChangeResponse& response) {
  AddChanges(before.cells, after.cells, CellsOf(request), response.mutable_cells());
  *response.mutable_coverage_before() = RenderCoverage(before.counts);
  *response.mutable_coverage_after() = RenderCoverage(after.counts);
}

}  // namespace

absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const LiveTotals& totals, absl::Duration patience,
                                                        const v1::ExplainChangeRequest& request) {
  RETURN_IF_ERROR(Check(request));
  ASSIGN_OR_RETURN(v1::PageToken page, PageStart(request));
  Selection selection = SelectionOf(request);
  selection.SetAsOf(page.has_position() ? page.position() : request.to());
  if (selection.as_of.sources().empty()) selection.freshness.position = request.from();
  v1::ExplainChangeResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    const Facts& facts = hand.engine.facts();
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    ASSIGN_OR_RETURN(const Moment from, facts.MomentOf(request.from()));
    ASSIGN_OR_RETURN(const Moment to, facts.MomentOf(hand.position));
    RETURN_IF_ERROR(CheckOrder(from, to));
    const std::shared_ptr<const View> earlier = hand.engine.TotalsAt(hand.view.key(), from);
    ASSIGN_OR_RETURN(const NodeTotal total_before, earlier->Total(node));
    ASSIGN_OR_RETURN(const NodeTotal total_after, hand.view.Total(node));
    RenderTotals(total_before, total_after, request, response);
    *page.mutable_position() = hand.position;
    RenderPage(Side(*earlier, node, from), Side(hand.view, node, to), request, page, response);
    *response.mutable_from() = facts.PositionAt(from);
    *response.mutable_to() = hand.position;
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, selection, read));
  return response;
}

}  // namespace nianbao::aggregation
