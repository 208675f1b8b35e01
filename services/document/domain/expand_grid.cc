#include "services/document/domain/expand_grid.h"

#include <algorithm>

namespace nianbao::document::domain {

Table ExpandGrid(const Table& table) {
  Table expanded = table;
  for (size_t r = 0; r < table.rows.size(); ++r) {
    for (const Cell& cell : table.rows[r].cells) {
      const size_t end = std::min(table.rows.size(), r + static_cast<size_t>(std::max(cell.rows, 1)));
      for (size_t below = r + 1; below < end; ++below) expanded.rows[below].cells.push_back(cell);
    }
  }
  for (Row& row : expanded.rows) {
    std::stable_sort(row.cells.begin(), row.cells.end(),
                     [](const Cell& a, const Cell& b) { return a.extent.begin < b.extent.begin; });
  }
  return expanded;
}

}  // namespace nianbao::document::domain
