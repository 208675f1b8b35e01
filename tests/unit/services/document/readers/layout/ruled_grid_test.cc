#include "services/document/readers/layout/ruled_grid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/unit/services/document/readers/layout/rules.h"

namespace nianbao::document::readers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Where columns and rows part, then each cell as row,column and its rows and columns when it covers several.
std::string GridShape(const RuledGrid& grid) {
  std::string shape = absl::StrCat(absl::StrJoin(grid.x, " "), " / ", absl::StrJoin(grid.y, " "), ":");
  for (const RuledCell& cell : grid.cells) {
    absl::StrAppend(&shape, " ", cell.row, ",", cell.column);
    if (cell.rows != 1 || cell.columns != 1) absl::StrAppend(&shape, "(", cell.rows, "x", cell.columns, ")");
  }
  return shape;
}

std::vector<std::string> GridShapes(const std::vector<Rule>& rules) {
  std::vector<std::string> shapes;
  for (const RuledGrid& grid : RuledGridsOf(rules)) shapes.push_back(GridShape(grid));
  return shapes;
}

// From 50 to 250 across and from 100 to 140 down, with two rows and two columns once `more` parts them.
std::vector<Rule> Framed(std::vector<Rule> more) {
  std::vector<Rule> rules = {Across(100, 50, 250), Across(140, 50, 250), Down(50, 100, 140), Down(250, 100, 140)};
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

TEST(RuledGrid, HasTheCellsThatItsRulesEnclose) {
  EXPECT_THAT(GridShapes(Framed({Across(120, 50, 250), Down(150, 100, 140)})),
              ElementsAre("50 150 250 / 100 120 140: 0,0 0,1 1,0 1,1"));
}

TEST(RuledGrid, HasMergedCellsWhereNoRuleParts) {
  EXPECT_THAT(GridShapes(Framed({Across(120, 50, 250), Down(150, 120, 140)})),
              ElementsAre("50 150 250 / 100 120 140: 0,0(1x2) 1,0 1,1"));
  EXPECT_THAT(GridShapes(Framed({Across(120, 150, 250), Down(150, 100, 140)})),
              ElementsAre("50 150 250 / 100 120 140: 0,0(2x1) 0,1 1,1"));
}

TEST(RuledGrid, KeepsTheRowsAndColumnsWhoseOuterEdgesAreNotDrawn) {
  EXPECT_THAT(GridShapes({Across(100, 50, 250), Across(120, 50, 250), Down(50, 80, 120), Down(150, 80, 120),
                          Down(250, 80, 120)}),
              ElementsAre("50 150 250 / 80 100 120: 0,0 0,1 1,0 1,1"));
  EXPECT_THAT(GridShapes({Across(100, 50, 250), Across(120, 50, 250), Down(150, 100, 120)}),
              ElementsAre("50 150 250 / 100 120: 0,0 0,1"));
}

TEST(RuledGrid, TakesDoubleRulesForOne) {
  EXPECT_THAT(
      GridShapes(Framed({Across(118, 50, 250), Across(120, 50, 250), Down(150, 100, 140), Down(152, 100, 140)})),
      ElementsAre("50 150 250 / 100 118 140: 0,0 0,1 1,0 1,1"));
}

TEST(RuledGrid, TakesRulesThatEndNearAnotherToMeetIt) {
  EXPECT_THAT(GridShapes(Framed({Across(120, 52, 248), Down(150, 102, 138)})),
              ElementsAre("50 150 250 / 100 120 140: 0,0 0,1 1,0 1,1"));
  EXPECT_THAT(GridShapes({Across(100, 50, 250), Down(150, 106, 140)}), IsEmpty());
}

TEST(RuledGrid, IsWiderThanACharacterAndHasMoreThanOneCell) {
  EXPECT_THAT(GridShapes({Across(100, 50, 70), Across(110, 50, 70), Across(120, 50, 70), Down(50, 100, 120),
                          Down(70, 100, 120)}),
              IsEmpty());
  EXPECT_THAT(GridShapes(Framed({})), IsEmpty());
}

TEST(RuledGrid, HasNoCellOfAnotherShapeThanARectangle) {
  const auto grids =
      RuledGridsOf(Framed({Across(120, 150, 250), Down(150, 120, 140), Down(200, 100, 120), Across(130, 150, 250)}));
  ASSERT_THAT(grids, SizeIs(1));
  EXPECT_EQ(grids[0].CellAt(60, 110), kNoCell);
  EXPECT_EQ(grids[0].CellAt(160, 110), kNoCell);
  EXPECT_NE(grids[0].CellAt(225, 110), kNoCell);
}

TEST(RuledGrid, TellsTheCellAroundAPoint) {
  const auto grids = RuledGridsOf(Framed({Across(120, 50, 250), Down(150, 120, 140)}));
  ASSERT_THAT(grids, SizeIs(1));
  EXPECT_EQ(grids[0].CellAt(60, 110), 0);
  EXPECT_EQ(grids[0].CellAt(240, 110), 0) << "the merged cell";
  EXPECT_EQ(grids[0].CellAt(149, 139), 1);
  EXPECT_EQ(grids[0].CellAt(150, 120), 2) << "a point on an edge belongs to the cell after it";
  EXPECT_EQ(grids[0].CellAt(49, 110), kNoCell);
  EXPECT_EQ(grids[0].CellAt(60, 140), kNoCell);
}

TEST(RuledGrid, ComesOnceForEachTableFromTopToBottom) {
  std::vector<Rule> rules;
  for (const double top : {300, 100}) {
    for (const double y : {top, top + 20}) rules.push_back(Across(y, 50, 250));
    for (const double x : {50, 150, 250}) rules.push_back(Down(x, top, top + 20));
  }
  EXPECT_THAT(GridShapes(rules), ElementsAre("50 150 250 / 100 120: 0,0 0,1", "50 150 250 / 300 320: 0,0 0,1"));
}

TEST(RuledGrid, IsNoneInADrawing) {
  std::vector<Rule> rules = Framed({Down(150, 100, 140)});
  EXPECT_THAT(GridShapes(rules), SizeIs(1));
  for (int i = 0; i <= 5000; ++i) rules.push_back(Down(i, 500, 501));
  EXPECT_THAT(GridShapes(rules), IsEmpty());
}

}  // namespace
}  // namespace nianbao::document::readers
