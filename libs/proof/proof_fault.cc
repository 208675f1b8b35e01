#include "libs/proof/proof_fault.h"

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/error.h"

namespace nianbao::proof {
namespace {

const form::Cell& CellAt(int index) { return form::Catalogue::Get().cells()[static_cast<size_t>(index)]; }

status::Error AtCell(absl::StatusCode code, absl::string_view reason, absl::string_view place, absl::string_view node,
                     int cell, absl::string_view what) {
  status::Error error(code, reason, absl::StrCat(place, ": ", node, ": ", CellAt(cell).code, ": ", what));
  error.Meta("place", place).Meta("node", node).Meta("cell", CellAt(cell).code);
  return error;
}

}  // namespace

absl::Status Malformed(absl::string_view place, absl::string_view got_want, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "PROOF_MALFORMED", absl::StrCat(place, ": ", got_want))
      .Meta("place", place)
      .Chinese(absl::StrCat("证明的 ", place, " 不合规定：", chinese, "。请重新取得证明。"));
}

absl::Status OfAnother(absl::string_view place, absl::string_view got, absl::string_view want) {
  return status::Error(absl::StatusCode::kInvalidArgument, "PROOF_OF_ANOTHER",
                       absl::StrCat(place, ": got a proof of ", got, ", want one of ", want))
      .Meta("place", place)
      .Chinese(absl::StrCat("这份证明是关于 ", got, " 的，不是关于 ", want, " 的。"));
}

absl::Status Negative(absl::string_view place, absl::string_view node, int cell) {
  return AtCell(absl::StatusCode::kFailedPrecondition, "FIGURE_NEGATIVE", place, node, cell,
                "got a negative figure, want 0 or more")
      .Chinese(absl::StrCat(node, " 的“", CellAt(cell).printed_name(),
                            "”是负数。表中数字不会小于 0，有负数的合计不能证明，请更正这份报告。"));
}

absl::Status Overflow(absl::string_view place, absl::string_view node, int cell) {
  return AtCell(absl::StatusCode::kOutOfRange, "SUM_OVERFLOW", place, node, cell, "the sum does not fit 64 bits")
      .Chinese(absl::StrCat(node, " 的“", CellAt(cell).printed_name(),
                            "”合计超出可表示的范围，请检查下级报告中是否有明显过大的数字。"));
}

absl::Status SumWrong(absl::string_view place, absl::string_view node, int cell) {
  return AtCell(absl::StatusCode::kDataLoss, "PROOF_SUM_WRONG", place, node, cell,
                "got another sum than the node and those below it add up to")
      .Chinese(absl::StrCat(node, " 的“", CellAt(cell).printed_name(),
                            "”：本级与各下级相加，不等于证明所写的合计。证明被改动过，或出具有误。"));
}

absl::Status CoverageWrong(absl::string_view place, absl::string_view node, absl::string_view why) {
  return status::Error(absl::StatusCode::kDataLoss, "PROOF_COVERAGE_WRONG", absl::StrCat(place, ": ", node, ": ", why))
      .Meta("place", place)
      .Meta("node", node)
      .Chinese(absl::StrCat(node, " 的覆盖情况（应报、受理、未报等份数）自相矛盾。证明被改动过，或出具有误。"));
}

absl::Status DigestWrong(absl::string_view place, absl::string_view node) {
  return status::Error(absl::StatusCode::kDataLoss, "PROOF_DIGEST_WRONG",
                       absl::StrCat(place, ": ", node, ": got another digest than that of the node"))
      .Meta("place", place)
      .Meta("node", node)
      .Chinese(absl::StrCat(node, " 的摘要重新计算后与证明所写的不同。证明被改动过，或出具有误。"));
}

absl::Status EventsWrong(absl::string_view place, absl::string_view why, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kDataLoss, "LINK_EVENTS_WRONG", absl::StrCat(place, ": ", why))
      .Meta("place", place)
      .Chinese(absl::StrCat(chinese, "。衔接证明被改动过，或出具有误。"));
}

absl::Status ChangeWrong(absl::string_view place, absl::string_view node, absl::string_view why) {
  return status::Error(absl::StatusCode::kDataLoss, "LINK_CHANGE_WRONG", absl::StrCat(place, ": ", node, ": ", why))
      .Meta("place", place)
      .Meta("node", node)
      .Chinese(absl::StrCat(node, " 在两次封存之间的变化与事件日志所记的不符。衔接证明被改动过，或出具有误。"));
}

absl::Status ListChanged(absl::string_view node) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "LIST_CHANGED",
                       absl::StrCat("node: who reports at or below ", node, " was changed between the two seals"))
      .Meta("node", node)
      .Chinese(absl::StrCat("两次封存之间，", node,
                            " 或其下级的报送名单、隶属关系变过，前后两个合计不能逐笔衔接。"
                            "请对名单没有变过的下级节点分别衔接，或用 nianbao verify aggregate 全部重算。"));
}

absl::Status LinkTooLong(absl::string_view message) {
  return status::Error(absl::StatusCode::kResourceExhausted, "LINK_TOO_LONG", message)
      .Chinese(
          "两次封存之间变动太多，一份衔接证明放不下。请对下级节点分别衔接，或用 nianbao verify aggregate 全部重算。");
}

}  // namespace nianbao::proof
