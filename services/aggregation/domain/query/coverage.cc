#include "services/aggregation/domain/query/coverage.h"

#include "libs/status/try.h"
#include "services/aggregation/domain/query/read_view.h"

namespace nianbao::aggregation {

absl::StatusOr<Counts> CoverageOf(const LiveTotals& totals, int year) {
  Counts counts;
  const auto read = [&counts](const ViewInHand& hand) -> absl::Status {
    const int organs = hand.view.facts().organs().size();
    for (int organ = 0; organ < organs; ++organ) counts += hand.view.Own(organ).counts;
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, absl::ZeroDuration(), {.key = {.year = year}}, read));
  return counts;
}

}  // namespace nianbao::aggregation
