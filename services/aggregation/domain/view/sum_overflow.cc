#include "services/aggregation/domain/view/sum_overflow.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {

absl::Status SumOverflow(const NodeTotal& total, absl::string_view measure, absl::string_view printed) {
  return status::Error(absl::StatusCode::kOutOfRange, "SUM_OVERFLOW",
                       absl::StrCat("totals.", measure, ": the sum of ", total.node, " for ", total.year,
                                    " does not fit 64 bits"))
      .Meta("node", total.node)
      .Meta("year", absl::StrCat(total.year))
      .Meta("cell", measure)
      .Chinese(absl::StrCat(total.title, " ", total.year, " 年“", printed,
                            "”的合计超出可表示的范围，请检查下级报告中是否有明显过大的数字。"));
}

}  // namespace nianbao::aggregation
