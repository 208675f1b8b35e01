#include "services/document/readers/spreadsheet/sheet_grid.h"

#include <algorithm>
#include <cstddef>

#include "libs/status/try.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::readers {

absl::Status SheetGrid::Set(int row, int column, std::string text, domain::Budget& budget) {
  if (domain::Trimmed(text).empty()) {
    if (row <= rows_ && column < columns_) blank_rows_.insert(row);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("columns", column + 1, budget.limits().columns_max));
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("cells", row + 1, budget.limits().cells_max));
  rows_ = std::max(rows_, row + 1);
  columns_ = std::max(columns_, column + 1);
  texts_[{row, column}] = std::move(text);
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("cells", texts_.size(), budget.limits().cells_max));
  return absl::OkStatus();
}

absl::StatusOr<SheetGrid::Covers> SheetGrid::CoverPlaces(domain::Budget& budget) {
  Covers covers;
  for (MergedRange& range : merged_) {
    if (range.row >= rows_ || range.column >= columns_) continue;
    range.rows = std::min(range.rows, rows_ - range.row);
    range.columns = std::min(range.columns, columns_ - range.column);
    const size_t places = static_cast<size_t>(range.rows) * range.columns;
    RETURN_IF_ERROR(domain::Budget::CheckAtMost("cells", places, budget.limits().cells_max));
    RETURN_IF_ERROR(budget.SpendCells(static_cast<int>(places)));
    Covers covered;
    for (int row = range.row; row < range.row + range.rows; ++row) {
      for (int column = range.column; column < range.column + range.columns; ++column) {
        covered.emplace(std::pair(row, column), &range);
      }
    }
    const bool overlaps = std::any_of(covered.begin(), covered.end(),
                                      [&covers](const auto& place) { return covers.count(place.first) > 0; });
    if (!overlaps) covers.merge(covered);
  }
  return covers;
}

absl::StatusOr<domain::Table> SheetGrid::Finish(const domain::Place& place, domain::Budget& budget) && {
  if (blank_rows_.count(rows_) > 0) ++rows_;
  domain::Table table;
  table.columns = domain::Columns::kGrid;
  table.rows.resize(rows_);
  std::vector<bool> has_cells(rows_);
  for (const auto& [at, text] : texts_) has_cells[at.first] = true;
  for (const int row : blank_rows_) has_cells[row] = true;

  ASSIGN_OR_RETURN(const Covers covers, CoverPlaces(budget));
  for (const auto& [at, range] : covers) has_cells[range->row] = true;
  for (int row = 0; row < rows_; ++row) {
    RETURN_IF_ERROR(budget.SpendCells());
    for (int column = 0; has_cells[row] && column < columns_; ++column) {
      const auto cover = covers.find({row, column});
      const MergedRange* const range = cover == covers.end() ? nullptr : cover->second;
      if (range != nullptr && (range->row != row || range->column != column)) continue;
      if (range == nullptr) RETURN_IF_ERROR(budget.SpendCells());
      domain::Cell& cell = table.rows[row].cells.emplace_back();
      cell.place = place;
      cell.place.row = row + 1;
      cell.place.column = column + 1;
      cell.extent = {static_cast<double>(column), static_cast<double>(column + (range ? range->columns : 1))};
      cell.rows = range ? range->rows : 1;
      const auto text = texts_.find({row, column});
      if (text != texts_.end()) cell.text = std::move(text->second);
    }
  }
  return table;
}

}  // namespace nianbao::document::readers
