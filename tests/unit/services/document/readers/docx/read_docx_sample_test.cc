#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "services/document/readers/docx/docx_reader.h"

namespace nianbao::document::readers {
namespace {

using domain::Cell;
using domain::Row;
using domain::Table;

// The empty statutory form, as a word processor saved it.
class EmptyForm : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = NIANBAO_SOURCE_DIR "/../shared/samples/empty-form.docx";
    std::ifstream file(path, std::ios::binary);
    if (!file) GTEST_SKIP() << "no empty form at " << path;
    std::ostringstream content;
    content << file.rdbuf();
    domain::Budget budget{domain::Limits()};
    auto document = ReadDocx(content.str(), budget);
    ASSERT_TRUE(document.ok()) << document.status();
    for (const domain::Block& block : document->blocks) {
      if (const auto* table = std::get_if<Table>(&block)) tables_.push_back(*table);
    }
    ASSERT_EQ(tables_.size(), 3u);
  }

  std::vector<Table> tables_;
};

int Width(const Table& table) {
  double width = 0;
  for (const Row& row : table.rows) {
    for (const Cell& cell : row.cells) width = std::max(width, cell.extent.end);
  }
  return static_cast<int>(width);
}

// Every place of the grid is covered by exactly one cell.
void ExpectFull(const Table& table) {
  std::vector<std::vector<int>> covered(table.rows.size(), std::vector<int>(Width(table)));
  for (size_t row = 0; row < table.rows.size(); ++row) {
    for (const Cell& cell : table.rows[row].cells) {
      ASSERT_LE(row + cell.rows, table.rows.size());
      for (int down = 0; down < cell.rows; ++down) {
        for (auto column = cell.extent.begin; column < cell.extent.end; ++column) ++covered[row + down][column];
      }
    }
  }
  for (const auto& row : covered) {
    for (const int times : row) EXPECT_EQ(times, 1);
  }
}

TEST_F(EmptyForm, HasThreeFullGrids) {
  for (const Table& table : tables_) {
    EXPECT_EQ(table.columns, domain::Columns::kGrid);
    ExpectFull(table);
  }
  EXPECT_EQ(Width(tables_[0]), 4);
  EXPECT_EQ(tables_[0].rows.size(), 14u);
  EXPECT_EQ(Width(tables_[1]), 10);
  EXPECT_EQ(Width(tables_[2]), 15);
  EXPECT_EQ(tables_[2].rows.size(), 4u);
}

TEST_F(EmptyForm, HasSevenBlankValuesInEachRowOfResults) {
  int rows = 0;
  for (const Row& row : tables_[1].rows) {
    int values = 0;
    for (const Cell& cell : row.cells) values += cell.extent.begin >= 3 && cell.text.empty() ? 1 : 0;
    rows += values == 7 ? 1 : 0;
  }
  EXPECT_EQ(rows, 25);
  EXPECT_EQ(tables_[1].rows.size(), 28u);
  EXPECT_EQ(tables_[1].rows[5].cells[0].text, "三、本年度办理结果");
  EXPECT_EQ(tables_[1].rows[5].cells[0].rows, 22);
}

TEST_F(EmptyForm, HasFifteenBlankValuesInItsLastRow) {
  for (const Cell& cell : tables_[2].rows.back().cells) EXPECT_EQ(cell.text, "");
  EXPECT_EQ(tables_[2].rows.back().cells.size(), 15u);
  EXPECT_EQ(tables_[2].rows[0].cells[1].extent.begin, 5);
  EXPECT_EQ(tables_[2].rows[0].cells[1].extent.end, 15);
}

}  // namespace
}  // namespace nianbao::document::readers
