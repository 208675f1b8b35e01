#include "clients/cli/print_link.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_proof.h"
#include "libs/form/catalogue.h"
#include "libs/form/decimal.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::LinkedNode;
using aggregation::v1::RootLink;

constexpr size_t kOrgansShown = 20;
constexpr int kChangedCellsShown = 3;

int64_t At(const google::protobuf::RepeatedField<int64_t>& figures, int index) {
  return figures.empty() ? 0 : figures[index];
}

// The cells that are others now, as “名称” 2 → 3.
std::string ChangedCells(const LinkedNode& node) {
  std::vector<std::string> changed;
  int count = 0;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const int64_t before = At(node.before().own(), cell.index);
    const int64_t after = At(node.after().own(), cell.index);
    if (before == after || ++count > kChangedCellsShown) continue;
    changed.push_back(fmt::format("“{}” {} → {}", cell.printed_name(), form::FormatDecimal(before, cell.scale),
                                  form::FormatDecimal(after, cell.scale)));
  }
  return fmt::format("{}{}，共 {} 格", absl::StrJoin(changed, "；"), count > kChangedCellsShown ? " 等" : "", count);
}

void PrintSeal(const char* when, const aggregation::v1::SignedRoot& root) {
  fmt::print("  {}：第 {} 号事件；合计{}；{} 摘要 {}\n", when, root.position().sequence(),
             CoverageWords(root.coverage()), HashName(root.algorithm()), absl::BytesToHexString(root.digest()));
}

}  // namespace

void PrintLinked(const RootLink& link, const proof::ProvenLink& proven) {
  fmt::print("已证明：{} 的合计（{} 年度）在两次封存之间，只因日志 {} 所记的 {} 个事件而变化\n", link.to().node(),
             link.to().year(), link.to().position().log_id(), link.events_size());
  PrintSeal("前一次封存", link.from());
  PrintSeal("后一次封存", link.to());
  if (proven.moved.empty()) fmt::print("  没有机关的数字变过\n");
  for (size_t i = 0; i < std::min(proven.moved.size(), kOrgansShown); ++i) {
    const LinkedNode& node = link.nodes(proven.moved[i]);
    fmt::print("  {}：{}\n", node.after().node(), ChangedCells(node));
  }
  if (proven.moved.size() > kOrgansShown) fmt::print("  另有 {} 个机关未列出\n", proven.moved.size() - kOrgansShown);
  fmt::print("  其余机关前后完全相同\n");
  if (proven.elsewhere.empty()) return;
  const size_t named = std::min(proven.elsewhere.size(), kOrgansShown);
  fmt::print("未证明：这些事件还改变了 {} 个机关的数字，它们不在 {} 之下，以出具方为准：{}{}\n",
             proven.elsewhere.size(), link.to().node(),
             absl::StrJoin(absl::MakeSpan(proven.elsewhere).first(named), "、"),
             proven.elsewhere.size() > named ? " 等" : "");
}

}  // namespace nianbao::cli
