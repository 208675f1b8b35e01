#include "services/document/readers/layout/ruled_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "tests/unit/services/document/readers/layout/rules.h"

namespace nianbao::document::readers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Word At(double left, double top, std::string text) {
  return {std::move(text), left, left + 20, top, top + 10, /*size=*/10, /*page=*/3};
}

// Two rows of 40 and two columns of 100; the second column of the first row covers both rows.
std::vector<RuledGrid> Grids() {
  return RuledGridsOf(std::vector<Rule>{Across(100, 50, 250), Across(140, 50, 150), Across(180, 50, 250),
                                        Down(50, 100, 180), Down(150, 100, 180), Down(250, 100, 180)});
}

std::vector<PlacedTable> Take(std::vector<Word>& words) {
  domain::Budget budget({});
  auto tables = TakeRuledTables(Grids(), words, budget);
  EXPECT_TRUE(tables.ok()) << tables.status();
  return *std::move(tables);
}

// The texts of all cells, row by row.
std::vector<std::string> TextsIn(const std::vector<PlacedTable>& tables) {
  std::vector<std::string> texts;
  for (const PlacedTable& table : tables) {
    for (const domain::Row& row : table.table.rows) {
      for (const domain::Cell& cell : row.cells) texts.push_back(cell.text);
    }
  }
  return texts;
}

std::vector<std::string> TextsOf(const std::vector<Word>& words) {
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  return texts;
}

TEST(RuledTables, TakeTheWordsInTheirCellsAndLeaveTheOthers) {
  std::vector<Word> words = {At(60, 50, "标题"),      At(60, 150, "规章"),  At(160, 130, "0"),
                             At(60, 110, "信息内容"), At(260, 150, "旁注"), At(60, 200, "正文")};
  EXPECT_THAT(TextsIn(Take(words)), ElementsAre("信息内容", "0", "规章"));
  EXPECT_THAT(TextsOf(words), ElementsAre("标题", "旁注", "正文"));
}

TEST(RuledTables, SayWhichPlacesEachCellCovers) {
  std::vector<Word> words = {At(60, 110, "a")};
  const auto tables = Take(words);
  ASSERT_THAT(tables, SizeIs(1));
  EXPECT_EQ(tables[0].page, 3);
  EXPECT_EQ(tables[0].top, 100);
  EXPECT_THAT(tables[0].edges, ElementsAre(50, 150, 250));
  EXPECT_EQ(tables[0].table.columns, domain::Columns::kGrid);
  std::string cells;
  for (const domain::Row& row : tables[0].table.rows) {
    for (const domain::Cell& cell : row.cells) {
      absl::StrAppend(&cells, cell.place.row, ",", cell.place.column, " ", cell.extent.begin, "-", cell.extent.end, "*",
                      cell.rows, ";");
    }
  }
  EXPECT_EQ(cells, "1,1 0-1*1;1,2 1-2*2;2,1 0-1*1;");
}

TEST(RuledTables, KeepTheirBlankCells) {
  std::vector<Word> words = {At(60, 150, "规章")};
  EXPECT_THAT(TextsIn(Take(words)), ElementsAre("", "", "规章"));
}

TEST(RuledTables, ShowAGapWhereAFigureIsBrokenOverLines) {
  std::vector<Word> words = {At(160, 125, "77"), At(160, 140, "30")};
  EXPECT_THAT(TextsIn(Take(words)), ElementsAre("", "77 30", ""));
}

TEST(RuledTables, JoinTheLinesOfATitle) {
  std::vector<Word> words = {At(60, 105, "社会公益"), At(60, 120, "组织")};
  EXPECT_THAT(TextsIn(Take(words)), ElementsAre("社会公益组织", "", ""));
}

TEST(RuledTables, AreNoneWithoutWords) {
  std::vector<Word> words = {At(60, 50, "标题")};
  EXPECT_THAT(Take(words), IsEmpty());
  EXPECT_THAT(words, SizeIs(1));
}

TEST(RuledTables, AreNoneWithAWordBetweenTheCells) {
  std::vector<RuledGrid> grids = Grids();
  ASSERT_THAT(grids, SizeIs(1));
  grids[0].cells.pop_back();
  std::vector<Word> words = {At(60, 110, "a"), At(60, 150, "b")};
  domain::Budget budget({});
  const auto tables = TakeRuledTables(grids, words, budget);
  ASSERT_TRUE(tables.ok()) << tables.status();
  EXPECT_THAT(*tables, IsEmpty());
  EXPECT_THAT(TextsOf(words), ElementsAre("a", "b"));
}

TEST(RuledTables, SpendTheBudgetForBlankCellsToo) {
  std::vector<Word> words = {At(60, 110, "a")};
  domain::Limits limits;
  limits.cells_max = 2;
  domain::Budget budget(limits);
  EXPECT_EQ(status::MetaOf(TakeRuledTables(Grids(), words, budget).status(), "limit"), "cells");
}

}  // namespace
}  // namespace nianbao::document::readers
