#include "services/aggregation/domain/proof/not_sealed.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {
namespace {

absl::Status Refusal(absl::string_view node, int year, absl::string_view message, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "NOT_SEALED", message)
      .Meta("node", node)
      .Meta("year", absl::StrCat(year))
      .Chinese(chinese);
}

}  // namespace

absl::Status NotSealed(absl::string_view node, int year) {
  return Refusal(
      node, year, absl::StrCat("node: ", node, " is not sealed for ", year),
      absl::StrCat(node, " 的 ", year, " 年度没有封存。合计封存后才能出具证明，请先由主管部门封存（nianbao seal）。"));
}

absl::Status NothingAboveSealed(absl::string_view organ, int year) {
  return Refusal(organ, year, absl::StrCat("organ: neither ", organ, " nor a node above it is sealed for ", year),
                 absl::StrCat(organ, " 和它的上级在 ", year,
                              " 年度都没有封存。合计封存后才能出具证明，请先由主管部门封存（nianbao seal）。"));
}

absl::Status SealedInOneLogOnly(absl::string_view node, int year) {
  return Refusal(node, year, absl::StrCat("node: ", node, " sums several logs, of which its seal fixes one"),
                 absl::StrCat(node,
                              " 的合计来自几套系统，封存只固定了其中一套的数据，不能出具证明。请指定其下"
                              "在同一套系统内封存的节点。"));
}

absl::Status NotSealedBy(int64_t sequence, absl::string_view node, int year) {
  return Refusal(
      node, year, absl::StrCat("since: event ", sequence, " did not seal ", node, " for ", year),
      absl::StrCat("第 ", sequence, " 号事件不是对 ", node, " 的 ", year, " 年度的封存。请使用当时封存后取得的证明。"));
}

}  // namespace nianbao::aggregation
