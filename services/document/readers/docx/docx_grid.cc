#include "services/document/readers/docx/docx_grid.h"

#include <iterator>

#include "libs/status/try.h"

namespace nianbao::document::readers {

using domain::Cell;

void Grid::BeginRow(int skipped) {
  const size_t row = table_.rows.size();
  table_.rows.emplace_back();
  column_ = skipped;
  for (auto it = open_.begin(); it != open_.end();) {
    const Cell& cell = table_.rows[it->second.row].cells[it->second.cell];
    it = it->second.row + static_cast<size_t>(cell.rows) < row ? open_.erase(it) : std::next(it);
  }
}

Cell* Grid::OpenAbove(int begin, int end) {
  const auto after = open_.upper_bound(begin);
  if (after == open_.begin()) return nullptr;
  const Position& position = std::prev(after)->second;
  Cell& cell = table_.rows[position.row].cells[position.cell];
  return begin >= cell.extent.begin && end <= cell.extent.end ? &cell : nullptr;
}

absl::StatusOr<Grid::Fate> Grid::Add(const CellShape& shape, domain::Budget& budget) {
  const int begin = column_;
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("columns", static_cast<size_t>(begin) + static_cast<size_t>(shape.span),
                                              budget.limits().columns_max));
  RETURN_IF_ERROR(budget.SpendCells(shape.span));
  column_ = begin + shape.span;
  std::vector<Cell>& cells = table_.rows.back().cells;
  const size_t row = table_.rows.size() - 1;
  if (shape.horizontal == Merge::kContinue && !cells.empty() && cells.back().extent.end == begin) {
    cells.back().extent.end = column_;
    return Fate::kJoined;
  }
  if (shape.vertical == Merge::kContinue) {
    if (Cell* above = OpenAbove(begin, column_); above != nullptr) {
      above->rows = static_cast<int>(row) + 2 - above->place.row;
      return Fate::kCovered;
    }
  }
  Cell cell;
  cell.place.row = static_cast<int>(row) + 1;
  cell.place.column = begin + 1;
  cell.extent = {static_cast<double>(begin), static_cast<double>(column_)};
  cells.push_back(std::move(cell));
  if (shape.vertical == Merge::kNone) {
    open_.erase(begin);
  } else {
    open_[begin] = {row, cells.size() - 1};
  }
  return Fate::kShown;
}

}  // namespace nianbao::document::readers
