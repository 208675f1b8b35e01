#include "services/document/readers/html/html_grid.h"

#include <algorithm>
#include <cstddef>

#include "libs/status/try.h"

namespace nianbao::document::readers {

void HtmlGrid::BeginRow(int rows_left) {
  ++row_;
  rows_left_ = rows_left;
  column_ = 0;
}

absl::StatusOr<GridSlot> HtmlGrid::Place(int columns, int rows) {
  rows = rows == 0 ? rows_left_ : std::min(rows, rows_left_);
  columns = std::max(columns, 1);
  while (column_ < free_from_.size() && free_from_[column_] > row_) ++column_;
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("columns", column_ + 1, budget_.limits().columns_max));
  RETURN_IF_ERROR(budget_.SpendCells(columns * rows));
  GridSlot slot = {static_cast<int>(column_), columns, rows};
  free_from_.resize(std::max(free_from_.size(), column_ + columns));
  for (int i = columns - 1; i >= 0; --i) {
    int& free_from = free_from_[column_ + i];
    if (free_from > row_) slot.columns = i;
    free_from = std::max(free_from, row_ + rows);
  }
  column_ += columns;
  return slot;
}

}  // namespace nianbao::document::readers
