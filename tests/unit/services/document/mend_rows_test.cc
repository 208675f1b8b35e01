#include "services/document/domain/mend_rows.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::document::domain {
namespace {

// 规章: three cells, which have no sums.
const std::vector<const form::Cell*>& ThreeCells() {
  return TablesOf(form::Catalogue::Get()).front()->form().rows().front().cells;
}

// Rows of three columns on a page. Empty texts are cells that are not there.
class Page {
 public:
  explicit Page(Columns columns = Columns::kLayout) : columns_(columns) {}

  Page& Row(const std::string& title, const std::vector<std::string>& figures, size_t table = 0) {
    FigureRow row;
    row.table = table;
    row.columns = columns_;
    if (!title.empty()) row.titles.push_back({&CellAt(0, title), ParseLabel(title)});
    for (size_t i = 0; i < figures.size(); ++i) {
      if (!figures[i].empty()) row.cells.push_back(&CellAt(100.0 * static_cast<double>(i + 1), figures[i]));
    }
    rows_.rows.push_back(row);
    rows_.between.emplace_back();
    return *this;
  }
  // Figures without a title.
  Page& Scrap(const std::vector<std::string>& figures, size_t table = 0) { return Row("", figures, table); }
  // Text on a line of its own.
  Page& Line(const std::string& text) {
    rows_.between.back().push_back({{&CellAt(0, text), ParseLabel(text)}});
    return *this;
  }
  // One figure far from all columns.
  Page& ScrapBeside(const std::string& figure) {
    Scrap({});
    rows_.rows.back().cells.push_back(&CellAt(900, figure));
    return *this;
  }

  // "title:figures;", with "?" before a doubtful row.
  std::string Mended() {
    MendRows(rows_, ThreeCells());
    std::string shape;
    for (const FigureRow& row : rows_.rows) {
      const auto text = [](std::string* out, const Cell* cell) { *out += cell->text; };
      absl::StrAppend(&shape, row.doubtful ? "?" : "", row.titles.empty() ? "" : row.titles.front().cell->text, ":",
                      absl::StrJoin(row.cells, " ", text), ";");
    }
    return shape;
  }
  // How many lines of text stand before the first row, between each two, and after the last.
  std::vector<size_t> LinesBetween() const {
    std::vector<size_t> lines;
    for (const auto& between : rows_.between) lines.push_back(between.size());
    return lines;
  }

 private:
  Cell& CellAt(double left, const std::string& text) {
    Cell& cell = cells_.emplace_back();
    cell.text = text;
    cell.extent = {left, left + 10};
    return cell;
  }

  const Columns columns_;
  std::deque<Cell> cells_;
  FigureRows rows_ = {{}, {{}}, false};
};

TEST(MendRows, PutsFiguresToTheRowAboveThatHasNoneInTheirColumns) {
  EXPECT_EQ(
      Page().Row("a", {"1", "2", "3"}).Row("b", {"", "5", ""}).Scrap({"4", "", "6"}).Row("c", {"7", "8", "9"}).Mended(),
      "a:1 2 3;b:4 5 6;c:7 8 9;");
}

TEST(MendRows, PutsFiguresToTheRowBelowThatHasNoneInTheirColumns) {
  EXPECT_EQ(Page().Row("a", {"1", "2", "3"}).Scrap({"", "5", "6"}).Row("b", {"4", "", ""}).Mended(),
            "a:1 2 3;b:4 5 6;");
}

TEST(MendRows, PrefersTheRowThatBecomesComplete) {
  EXPECT_EQ(Page().Row("a", {"1", "2", "3"}).Row("b", {"4"}).Scrap({"", "5"}).Row("c", {"6", "", "7"}).Mended(),
            "a:1 2 3;b:4;c:6 5 7;");
  EXPECT_EQ(Page().Row("a", {"1", "2", "3"}).Row("b", {"4", "", "5"}).Scrap({"", "6"}).Row("c", {"7"}).Mended(),
            "a:1 2 3;b:4 6 5;c:7;");
}

TEST(MendRows, DoubtsBothRowsWhenEachMayHaveTheFigures) {
  EXPECT_EQ(
      Page().Row("a", {"1", "2", "3"}).Row("b", {"4", "", "5"}).Scrap({"", "6"}).Row("c", {"7", "", "8"}).Mended(),
      "a:1 2 3;?b:4 5;:6;?c:7 8;");
}

TEST(MendRows, DoubtsBothRowsWhenNeitherHasRoom) {
  EXPECT_EQ(
      Page().Row("a", {"1", "2", "3"}).Scrap({"", "0"}).Row("b", {"4", "5", "6"}).Row("c", {"7", "8", "9"}).Mended(),
      "?a:1 2 3;:0;?b:4 5 6;c:7 8 9;")
      << "20 may be broken over two lines";
}

TEST(MendRows, LeavesFiguresOutsideOfTheColumnsAlone) {
  EXPECT_EQ(Page().Row("a", {"1", "2", "3"}).ScrapBeside("0").Row("b", {"4", "5", "6"}).Mended(),
            "a:1 2 3;:0;b:4 5 6;");
}

TEST(MendRows, LeavesFiguresAloneWhereNoRowShowsTheColumns) {
  EXPECT_EQ(Page().Row("a", {"1", "2"}).Scrap({"", "", "3"}).Mended(), "a:1 2;:3;");
}

TEST(MendRows, PutsNothingToTheRowOfAnotherTable) {
  Page page;
  page.Row("a", {"1", "2", "3"}).Row("b", {"4", "5"}).Scrap({"", "", "6"}, 1).Row("c", {"7"}, 1);
  EXPECT_EQ(page.Row("d", {"8", "9", "0"}, 1).Mended(), "a:1 2 3;b:4 5;c:7 6;d:8 9 0;");
}

TEST(MendRows, LeavesTablesWithBlankCellsAlone) {
  EXPECT_EQ(Page(Columns::kGrid).Row("a", {"1", "2", "3"}).Row("b", {"4", "5"}).Scrap({"", "", "6"}).Mended(),
            "a:1 2 3;b:4 5;:6;");
}

TEST(MendRows, KeepsTheTextsAroundTheFiguresThatMove) {
  Page page;
  page.Row("a", {"1", "2", "3"}).Row("b", {"4", "5"}).Line("x").Scrap({"", "", "6"}).Line("y").Line("z");
  EXPECT_EQ(page.Row("c", {"7", "8", "9"}).Mended(), "a:1 2 3;b:4 5 6;c:7 8 9;");
  EXPECT_EQ(page.LinesBetween(), (std::vector<size_t>{0, 0, 3, 0}));
}

}  // namespace
}  // namespace nianbao::document::domain
