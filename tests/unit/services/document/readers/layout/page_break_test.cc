#include "services/document/readers/layout/page_break.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/unit/services/document/readers/document_shape.h"

namespace nianbao::document::readers {
namespace {

using Texts = std::vector<std::string>;

// A table of 60 points a column from the left edge, without merged cells.
PlacedTable TableOn(int page, const std::vector<Texts>& rows, double left = 50) {
  PlacedTable table;
  table.page = page;
  table.table.columns = domain::Columns::kGrid;
  for (size_t i = 0; i <= rows.front().size(); ++i) table.edges.push_back(left + 60 * static_cast<double>(i));
  for (const Texts& texts : rows) {
    domain::Row& row = table.table.rows.emplace_back();
    for (size_t i = 0; i < texts.size(); ++i) {
      domain::Cell& cell = row.cells.emplace_back();
      cell.text = texts[i];
      cell.extent = {static_cast<double>(i), static_cast<double>(i + 1)};
    }
  }
  return table;
}

std::string Appended(const Texts& above, const Texts& below, int page_below = 2) {
  PlacedTable table = TableOn(1, {{"甲", "1", "2", "3", "4"}, above});
  Append(TableOn(page_below, {below, {"乙", "5", "6", "7", "8"}}), table);
  EXPECT_EQ(table.page, page_below);
  return Shape(domain::Document{{domain::Block(table.table)}});
}

std::string WithRows(const std::string& between) {
  return absl::StrCat("table\n[甲|1|2|3|4]\n", between, "[乙|5|6|7|8]\n");
}

std::string ExtentsOf(const PlacedTable& table) {
  std::string extents;
  for (const domain::Cell& cell : table.table.rows.front().cells) {
    absl::StrAppend(&extents, cell.extent.begin, "-", cell.extent.end, " ");
  }
  return extents;
}

TEST(PageBreak, MakesTheTablesOfAllPagesCountTheSameColumns) {
  std::vector<PlacedTable> tables = {TableOn(1, {{"标题", "0", "0"}}), TableOn(2, {{"甲", "乙", "0", "0"}}, 51)};
  tables[1].edges = {51, 80, 109, 172, 229};
  ShareColumns(tables);
  EXPECT_EQ(ExtentsOf(tables[0]), "0-2 2-3 3-4 ");
  EXPECT_EQ(ExtentsOf(tables[1]), "0-1 1-2 2-3 3-4 ");
}

TEST(PageBreak, LetsATableGoOnThatIsAsWideOnTheSamePageOrTheNext) {
  const PlacedTable table = TableOn(1, {{"甲", "0", "0"}});
  EXPECT_TRUE(MayGoOn(table, TableOn(1, {{"乙", "0", "0"}})));
  EXPECT_TRUE(MayGoOn(table, TableOn(2, {{"乙", "0", "0"}}, 52)));
  EXPECT_FALSE(MayGoOn(table, TableOn(3, {{"乙", "0", "0"}})));
  EXPECT_FALSE(MayGoOn(table, TableOn(2, {{"乙", "0", "0"}}, 54))) << "further right";
  EXPECT_FALSE(MayGoOn(table, TableOn(2, {{"乙", "0", "0", "0"}}))) << "wider";
}

TEST(PageBreak, PutsTheRestOfATitleWithTheRowThatItCuts) {
  EXPECT_EQ(Appended({"确认或重", "0", "0", "0", "0"}, {"新出具", "", "", "", ""}),
            WithRows("[确认或重新出具|0|0|0|0]\n"));
}

TEST(PageBreak, PutsTheFiguresWithTheTitleThatItCutsThemOff) {
  EXPECT_EQ(Appended({"确认或重", "", "", "", ""}, {"新出具", "0", "1", "0", "1"}),
            WithRows("[确认或重新出具|0|1|0|1]\n"));
}

TEST(PageBreak, LeavesARowOfItsOwnAlone) {
  EXPECT_EQ(Appended({"其他", "", "", "", ""}, {"（七）总计", "0", "0", "0", "0"}),
            WithRows("[其他||||]\n[（七）总计|0|0|0|0]\n"))
      << "it has a number";
  EXPECT_EQ(Appended({"其他", "0", "0", "0", "0"}, {"总计", "1", "1", "1", "1"}),
            WithRows("[其他|0|0|0|0]\n[总计|1|1|1|1]\n"))
      << "both have figures";
  EXPECT_EQ(Appended({"其他", "", "", "", ""}, {"总计", "", "", "", ""}), WithRows("[其他||||]\n[总计||||]\n"))
      << "none has figures";
  EXPECT_EQ(Appended({"其他", "0", "0", "0", "0"}, {"", "", "", "", ""}), WithRows("[其他|0|0|0|0]\n[||||]\n"))
      << "it is blank";
}

TEST(PageBreak, NeverJoinsATextToAFigure) {
  EXPECT_EQ(Appended({"其他", "1", "2", "3", "4"}, {"", "注", "", "", ""}), WithRows("[其他|1|2|3|4]\n[|注|||]\n"));
}

TEST(PageBreak, IsNoneOnOnePage) {
  EXPECT_EQ(Appended({"确认或重", "0", "0", "0", "0"}, {"新出具", "", "", "", ""}, 1),
            WithRows("[确认或重|0|0|0|0]\n[新出具||||]\n"));
}

TEST(PageBreak, CutsNoShortRow) {
  PlacedTable table = TableOn(1, {{"行政许可", "0"}});
  Append(TableOn(2, {{"信息内容", ""}}), table);
  EXPECT_EQ(Shape(domain::Document{{domain::Block(table.table)}}), "table\n[行政许可|0]\n[信息内容|]\n");
}

}  // namespace
}  // namespace nianbao::document::readers
