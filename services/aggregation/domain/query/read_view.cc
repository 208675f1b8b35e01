#include "services/aggregation/domain/query/read_view.h"

#include <memory>

#include "libs/status/try.h"

namespace nianbao::aggregation {

absl::Status ReadView(const LiveTotals& totals, absl::Duration patience, const Selection& selection,
                      absl::FunctionRef<absl::Status(const ViewInHand&)> read) {
  return totals.Read(selection.freshness, patience, [&](const Engine& engine, int64_t) -> absl::Status {
    const Facts& facts = engine.facts();
    Moment at = facts.Now();
    if (selection.as_of.sources_size() > 0) {
      ASSIGN_OR_RETURN(at, facts.MomentOf(selection.as_of));
    }
    const std::shared_ptr<const View> view = engine.TotalsAt(selection.key, at);
    return read({.engine = engine, .view = *view, .position = facts.PositionAt(at)});
  });
}

}  // namespace nianbao::aggregation
