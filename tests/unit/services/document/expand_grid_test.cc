#include "services/document/domain/expand_grid.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace nianbao::document::domain {
namespace {

Cell At(double column, std::string text, int rows = 1, double columns = 1) {
  Cell cell;
  cell.text = std::move(text);
  cell.extent = {column, column + columns};
  cell.rows = rows;
  return cell;
}

// A row as [cell|cell], with *rows behind a cell that covers several.
std::string Expanded(const std::vector<std::vector<Cell>>& rows) {
  Table table;
  table.columns = Columns::kGrid;
  for (const auto& cells : rows) table.rows.push_back({cells});
  std::string shape;
  for (const Row& row : ExpandGrid(table).rows) {
    shape += '[';
    for (const Cell& cell : row.cells) {
      absl::StrAppend(&shape, &cell == &row.cells.front() ? "" : "|", cell.text);
      if (cell.rows > 1) absl::StrAppend(&shape, "*", cell.rows);
    }
    shape += ']';
  }
  return shape;
}

TEST(ExpandGrid, WritesAMergedCellInEveryRowThatItCovers) {
  EXPECT_EQ(Expanded({{At(0, "不予公开", 3), At(1, "a"), At(2, "0")}, {At(1, "b"), At(2, "1")}, {At(1, "c")}}),
            "[不予公开*3|a|0][不予公开*3|b|1][不予公开*3|c]");
}

TEST(ExpandGrid, PutsTheCopiesInOrder) {
  EXPECT_EQ(Expanded({{At(0, "a"), At(1, "b", 2), At(2, "c"), At(3, "d", 2)}, {At(0, "e"), At(2, "f")}}),
            "[a|b*2|c|d*2][e|b*2|f|d*2]");
}

TEST(ExpandGrid, EndsWithTheTable) {
  EXPECT_EQ(Expanded({{At(0, "a", 5)}, {At(1, "b")}}), "[a*5][a*5|b]");
  EXPECT_EQ(Expanded({{At(0, "a", 0)}, {At(1, "b", -1)}}), "[a][b]");
}

TEST(ExpandGrid, LeavesATableWithoutMergedRowsAsItIs) {
  EXPECT_EQ(Expanded({{At(0, "a", 1, 2), At(2, "")}, {}, {At(0, "b")}}), "[a|][][b]");
}

}  // namespace
}  // namespace nianbao::document::domain
