#include "services/document/domain/mend_rows.h"

#include <algorithm>
#include <vector>

#include "services/document/domain/row_evidence.h"
#include "services/document/domain/row_texts.h"

namespace nianbao::document::domain {
namespace {

// The columns in which a row has figures; empty when a figure stands in none or in several.
std::vector<bool> ColumnsWithFigures(const FigureRow& row, const std::vector<Extent>& columns) {
  std::vector<bool> filled(columns.size());
  for (const Cell* cell : row.cells) {
    size_t found = columns.size();
    for (size_t i = 0; i < columns.size(); ++i) {
      if (!Overlap(cell->extent, columns[i])) continue;
      if (found < columns.size()) return {};
      found = i;
    }
    if (found == columns.size()) return {};
    filled[found] = true;
  }
  return filled;
}

enum class Fit { kNone, kFits, kCompletes };

class Mender {
 public:
  Mender(FigureRows& rows, absl::Span<const form::Cell* const> wanted)
      : rows_(rows), wanted_(wanted), width_(wanted.size()) {}

  void Mend() {
    for (size_t i = 0; i < rows_.rows.size();) {
      if (!IsScrap(i)) {
        ++i;
        continue;
      }
      Fit above = i > 0 ? FitOf(i - 1, i) : Fit::kNone;
      Fit below = i + 1 < rows_.rows.size() ? FitOf(i + 1, i) : Fit::kNone;
      if (above == Fit::kCompletes && below == Fit::kFits) below = Fit::kNone;
      if (below == Fit::kCompletes && above == Fit::kFits) above = Fit::kNone;
      // Fits both, or none: then it may be the rest of a figure that was broken over lines.
      if ((above == Fit::kNone) == (below == Fit::kNone)) DoubtNeighbours(i);
      if ((above == Fit::kNone) != (below == Fit::kNone)) {
        Merge(above != Fit::kNone ? i - 1 : i + 1, i);
      } else {
        ++i;
      }
    }
  }

 private:
  void DoubtNeighbours(size_t scrap) {
    const std::vector<Extent> columns = ColumnsOfCompleteRows(rows_, rows_.rows[scrap].table, wanted_);
    if (ColumnsWithFigures(rows_.rows[scrap], columns).empty()) return;
    if (scrap > 0) rows_.rows[scrap - 1].doubtful = true;
    if (scrap + 1 < rows_.rows.size()) rows_.rows[scrap + 1].doubtful = true;
  }

  // Figures alone on a line, fewer than the table has columns.
  bool IsScrap(size_t i) const {
    const FigureRow& row = rows_.rows[i];
    return row.columns == Columns::kLayout && row.titles.empty() && FilledCells(row) < width_;
  }

  // Whether the scrap's columns are empty in the row, and whether it would be complete with them.
  Fit FitOf(size_t row, size_t scrap) const {
    const FigureRow& lacking = rows_.rows[row];
    const FigureRow& figures = rows_.rows[scrap];
    if (lacking.columns != Columns::kLayout || lacking.table != figures.table) return Fit::kNone;
    const std::vector<Extent> columns = ColumnsOfCompleteRows(rows_, figures.table, wanted_);
    const std::vector<bool> has = ColumnsWithFigures(lacking, columns);
    const std::vector<bool> adds = ColumnsWithFigures(figures, columns);
    if (has.empty() || adds.empty()) return Fit::kNone;
    bool complete = true;
    for (size_t i = 0; i < width_; ++i) {
      if (has[i] && adds[i]) return Fit::kNone;
      complete = complete && (has[i] || adds[i]);
    }
    return complete ? Fit::kCompletes : Fit::kFits;
  }

  void Merge(size_t row, size_t scrap) {
    std::vector<const Cell*>& cells = rows_.rows[row].cells;
    cells.insert(cells.end(), rows_.rows[scrap].cells.begin(), rows_.rows[scrap].cells.end());
    std::sort(cells.begin(), cells.end(),
              [](const Cell* a, const Cell* b) { return a->extent.begin < b->extent.begin; });
    // The lines above and below the scrap become one list.
    auto& before = rows_.between[scrap];
    auto& after = rows_.between[scrap + 1];
    before.insert(before.end(), after.begin(), after.end());
    rows_.between.erase(rows_.between.begin() + static_cast<std::ptrdiff_t>(scrap) + 1);
    rows_.rows.erase(rows_.rows.begin() + static_cast<std::ptrdiff_t>(scrap));
  }

  FigureRows& rows_;
  const absl::Span<const form::Cell* const> wanted_;
  const size_t width_;
};

}  // namespace

void MendRows(FigureRows& rows, absl::Span<const form::Cell* const> wanted) { Mender(rows, wanted).Mend(); }

}  // namespace nianbao::document::domain
