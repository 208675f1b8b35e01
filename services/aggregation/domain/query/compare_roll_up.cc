#include "services/aggregation/domain/query/compare_roll_up.h"

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/filing_name.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

absl::Status RollUpUnknown(const NodeTotal& computed) {
  return status::Error(
             absl::StatusCode::kNotFound, "ROLL_UP_UNKNOWN",
             absl::StrCat("node: got ", computed.node, ", want one whose roll-up for ", computed.year, " is accepted"))
      .Meta("node", computed.node)
      .Meta("year", absl::StrCat(computed.year))
      .Chinese(absl::StrCat(computed.title, " ", computed.year,
                            " 年度没有已受理的汇总年报，无从对照。请先报送并受理汇总年报。"));
}

}  // namespace

absl::StatusOr<v1::CompareRollUpResponse> CompareRollUp(const LiveTotals& totals, absl::Duration patience,
                                                        const v1::CompareRollUpRequest& request) {
  RETURN_IF_ERROR(CheckSelection(request).Result());
  v1::CompareRollUpResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    ASSIGN_OR_RETURN(const NodeTotal computed, hand.view.Total(node));
    const ReportState* const filed =
        hand.engine.facts().Reports(request.year(), form::v1::SCOPE_ROLL_UP).At(node, kLatest);
    if (filed == nullptr || filed->accepted == nullptr) return RollUpUnknown(computed);
    *response.mutable_computed() = RenderAggregate(computed, hand.view.key(), hand.position);
    response.set_filing(FilingName(computed.node, request.year(), form::v1::SCOPE_ROLL_UP));
    response.set_revision(filed->accepted->revision());
    response.set_published(filed->published);
    for (const form::Cell& cell : form::Catalogue::Get().cells()) {
      const int64_t figure = filed->accepted->Figure(cell.index);
      if (figure == computed.cells[cell.index]) continue;
      v1::RollUpDifference& difference = *response.add_differences();
      difference.set_cell(cell.code);
      difference.set_filed(figure);
      difference.set_computed(computed.cells[cell.index]);
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, SelectionOf(request), read));
  return response;
}

}  // namespace nianbao::aggregation
