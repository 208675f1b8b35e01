#include "services/aggregation/domain/query/explain_cell.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "libs/form/catalogue.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/filing_name.h"
#include "services/aggregation/domain/query/page.h"
#include "services/aggregation/domain/query/page_token.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"
#include "services/aggregation/domain/view/sum_overflow.h"

namespace nianbao::aggregation {
namespace {

struct Share {
  int organ = kNoOrgan;
  int64_t value = 0;
};

// What is not 0, the largest first, then by name.
std::vector<Share> SharesOf(const View& view, int node, int cell) {
  std::vector<Share> shares;
  for (const int organ : view.Subtree(node)) {
    const AcceptedReport* const report = view.Own(organ).report;
    const int64_t figure = report == nullptr ? 0 : report->Figure(cell);
    if (figure != 0) shares.push_back({organ, figure});
  }
  const OrganIndex& organs = view.facts().organs();
  std::sort(shares.begin(), shares.end(), [&](const Share& a, const Share& b) {
    return a.value != b.value ? a.value > b.value : organs.name(a.organ) < organs.name(b.organ);
  });
  return shares;
}

v1::CellShare Render(const View& view, const Share& share) {
  const std::string& organ = view.facts().organs().name(share.organ);
  const AcceptedReport& report = *view.Own(share.organ).report;
  v1::CellShare message;
  message.set_filing(FilingName(organ, view.key().year, ScopeOf(view.DutyOf(share.organ))));
  message.set_revision(report.revision());
  message.set_organ(organ);
  message.set_title(view.Title(share.organ));
  message.set_value(share.value);
  message.set_accepted_at(report.accepted_at());
  return message;
}

// The page of the shares after the organ that ended the one before.
absl::Status RenderPage(const View& view, const std::vector<Share>& shares, const form::Cell& cell,
                        const NodeTotal& total, int size, v1::PageToken page, v1::ExplainCellResponse& response) {
  const OrganIndex& organs = view.facts().organs();
  absl::int128 running = 0;
  auto share = shares.begin();
  if (!page.after().empty()) {
    do {
      if (share == shares.end()) return PageTokenInvalid();
      running += share->value;
    } while (organs.name(share++->organ) != page.after());
  }
  for (; share != shares.end() && response.shares_size() < size; ++share) {
    running += share->value;
    if (!FitsInt64(running)) return SumOverflow(total, cell.code, cell.printed_name());
    v1::CellShare& message = *response.add_shares();
    message = Render(view, *share);
    message.set_running_total(static_cast<int64_t>(running));
  }
  if (share != shares.end()) response.set_next_page_token(PageAfter(page, response.shares().rbegin()->organ()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ExplainCellResponse> ExplainCell(const LiveTotals& totals, absl::Duration patience,
                                                    const v1::ExplainCellRequest& request) {
  RETURN_IF_ERROR(CheckSelection(request).Cell("cell", request.cell()).Result());
  ASSIGN_OR_RETURN(v1::PageToken page, PageStart(request));
  const form::Cell& cell = *form::Catalogue::Get().Find(request.cell());
  Selection selection = SelectionOf(request);
  if (page.has_position()) selection.SetAsOf(page.position());
  v1::ExplainCellResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    ASSIGN_OR_RETURN(const NodeTotal total, hand.view.Total(node));
    response.set_total(total.cells[cell.index]);
    *response.mutable_coverage() = RenderCoverage(total.counts);
    *response.mutable_position() = hand.position;
    *page.mutable_position() = hand.position;
    const std::vector<Share> shares = SharesOf(hand.view, node, cell.index);
    response.set_total_size(static_cast<int>(shares.size()));
    const int size = PageSize(request.page_size());
    return RenderPage(hand.view, shares, cell, total, size, page, response);
  };
  RETURN_IF_ERROR(ReadView(totals, patience, selection, read));
  return response;
}

}  // namespace nianbao::aggregation
