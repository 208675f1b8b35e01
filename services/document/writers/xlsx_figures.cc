#include "services/document/writers/xlsx_figures.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace nianbao::document::writers {
namespace {

// A double keeps so many decimal digits.
constexpr int kDigitsMax = 15;

bool IsNext(const XlsxFigure& first, const XlsxFigure& last, const XlsxFigure& next) {
  const bool right = first.row == last.row && next.row == last.row && next.column == last.column + 1;
  const bool below = first.column == last.column && next.column == last.column && next.row == last.row + 1;
  return right || below;
}

std::string RangeOf(const XlsxFigure& first, const XlsxFigure& last) {
  std::array<char, LXW_MAX_CELL_RANGE_LENGTH> text;
  lxw_rowcol_to_range(text.data(), first.row, first.column, last.row, last.column);
  return text.data();
}

}  // namespace

bool IsStoredNumber(const domain::PrintedCell& cell) {
  return cell.number && std::count_if(cell.text.begin(), cell.text.end(), absl::ascii_isdigit) <= kDigitsMax;
}

XlsxFigures::XlsxFigures(const domain::PrintedTable& table, lxw_row_t top) {
  for (size_t i = 0; i < table.rows.size(); ++i) {
    for (const domain::PrintedCell& cell : table.rows[i]) {
      if (!cell.cell) continue;
      figures_[*cell.cell] = {&cell, static_cast<lxw_row_t>(top + i), static_cast<lxw_col_t>(cell.column)};
    }
  }
}

std::optional<std::vector<XlsxFigure>> XlsxFigures::Of(const rulebook::CompiledSum& sum) const {
  if (sum.entries.empty() || sum.constant != 0) return std::nullopt;
  std::vector<XlsxFigure> figures;
  for (const rulebook::Entry& entry : sum.entries) {
    const auto found = figures_.find(entry.position.index);
    const bool of_report = entry.position.source == rulebook::v1::Term::SOURCE_UNSPECIFIED;
    if (!of_report || entry.coefficient != 1 || found == figures_.end()) return std::nullopt;
    figures.push_back(found->second);
  }
  return figures;
}

std::string RangesOf(const std::vector<XlsxFigure>& figures) {
  std::string ranges;
  for (size_t i = 0; i < figures.size();) {
    size_t last = i;
    while (last + 1 < figures.size() && IsNext(figures[i], figures[last], figures[last + 1])) ++last;
    absl::StrAppend(&ranges, ranges.empty() ? "" : ",", RangeOf(figures[i], figures[last]));
    i = last + 1;
  }
  return ranges;
}

}  // namespace nianbao::document::writers
