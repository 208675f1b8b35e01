#include "clients/cli/print_aggregate.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::cli {

std::string CoverageWords(const aggregation::v1::Coverage& coverage) {
  std::vector<std::string> gaps;
  if (coverage.submitted() > 0) gaps.push_back(absl::StrCat("待审核 ", coverage.submitted(), " 份"));
  if (coverage.returned() > 0) gaps.push_back(absl::StrCat("已退回 ", coverage.returned(), " 份"));
  if (coverage.missing() > 0) gaps.push_back(absl::StrCat("未报送 ", coverage.missing(), " 份"));
  const std::string published =
      coverage.published() > 0 ? absl::StrCat("，其中已公开 ", coverage.published(), " 份") : "";
  if (coverage.backloaded() > 0) gaps.push_back(absl::StrCat("按原样补录 ", coverage.backloaded(), " 份"));
  return absl::StrCat("汇总自 ", coverage.accepted(), " / ", coverage.expected(), " 份应报报告", published,
                      gaps.empty() ? "" : absl::StrCat("（", absl::StrJoin(gaps, "，"), "）"));
}

std::string SelectionWords(const std::string& line, aggregation::v1::Tree tree, const std::vector<std::string>& more) {
  std::vector<std::string> notes;
  if (!line.empty()) notes.push_back(absl::StrCat("条线：", line));
  if (tree == aggregation::v1::TREE_TODAY) notes.push_back("现行口径");
  notes.insert(notes.end(), more.begin(), more.end());
  return notes.empty() ? "" : absl::StrCat("（", absl::StrJoin(notes, "，"), "）");
}

std::string HeadingWords(const aggregation::v1::Aggregate& aggregate) {
  std::vector<std::string> notes;
  if (IsPartial(aggregate.coverage())) notes.push_back("部分汇总");
  return absl::StrCat(aggregate.title(), " ", aggregate.year(), "年",
                      SelectionWords(aggregate.line(), aggregate.tree(), notes), "\n",
                      CoverageWords(aggregate.coverage()));
}

std::string PositionWords(const aggregation::v1::Position& position) {
  return absl::StrJoin(position.sources(), "/", [](std::string* out, const submission::v1::EventToken& token) {
    absl::StrAppend(out, token.sequence());
  });
}

}  // namespace nianbao::cli
