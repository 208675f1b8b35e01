#include "clients/cli/watch_text.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/print_aggregate.h"
#include "libs/form/cell_value.h"
#include "libs/form/decimal.h"

namespace nianbao::cli {
namespace {

std::string CellLine(const form::Cell& cell, int64_t value) {
  return absl::StrCat("      ", cell.printed_name(), " → ", form::FormatDecimal(value, cell.scale), "\n");
}

}  // namespace

WatchText::WatchText(const std::vector<std::string>& cells) {
  for (const std::string& code : cells) {
    if (const form::Cell* cell = form::Catalogue::Get().Find(code)) cells_.push_back(cell);
  }
}

std::string WatchText::Of(const aggregation::v1::WatchAggregatesResponse& step) {
  const std::string position = absl::StrCat("[", PositionWords(step.position()), "] ");
  std::string text;
  if (step.afresh() && !titles_.empty()) {
    absl::StrAppend(&text, position, "中间的变化无法逐项补上，此前显示的作废，以下是全部最新数据：\n");
    titles_.clear();
  }
  for (const auto& gone : step.gone()) {
    absl::StrAppend(&text, position, TitleOf(gone.node(), gone.year()), " ", gone.year(),
                    "年  已不在所看范围内（机构有调整），不再显示\n");
    titles_.erase({gone.node(), gone.year()});
  }
  for (const auto& snapshot : step.snapshots()) {
    titles_[{snapshot.node(), snapshot.year()}] = snapshot.title();
    absl::StrAppend(&text, position, Of(snapshot));
  }
  for (const auto& delta : step.deltas()) absl::StrAppend(&text, position, Of(delta));
  return text;
}

std::string WatchText::Of(const aggregation::v1::Aggregate& snapshot) const {
  std::string text = absl::StrCat(snapshot.title(), " ", snapshot.year(), "年  ", CoverageWords(snapshot.coverage()));
  if (cells_.empty()) absl::StrAppend(&text, "  新收申请 ", snapshot.totals().requests().received().total(), " 件");
  absl::StrAppend(&text, "\n");
  for (const form::Cell* cell : cells_) {
    absl::StrAppend(&text, CellLine(*cell, form::GetFigure(*cell, snapshot.totals()).value_or(0)));
  }
  return text;
}

std::string WatchText::Of(const aggregation::v1::AggregateDelta& delta) const {
  std::string text = absl::StrCat(TitleOf(delta.node(), delta.year()), " ", delta.year(), "年  ",
                                  CoverageWords(delta.coverage()), "\n");
  for (const auto& total : delta.cells()) {
    const form::Cell* cell = form::Catalogue::Get().Find(total.cell());
    if (cell != nullptr) absl::StrAppend(&text, CellLine(*cell, total.value()));
  }
  return text;
}

const std::string& WatchText::TitleOf(const std::string& node, int year) const {
  const auto title = titles_.find({node, year});
  return title == titles_.end() ? node : title->second;
}

}  // namespace nianbao::cli
