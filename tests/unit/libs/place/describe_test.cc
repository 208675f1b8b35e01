#include "libs/place/describe.h"

#include <gtest/gtest.h>

namespace nianbao::place {
namespace {

using finding::v1::Place;

Place OnPage(int page, int line) {
  Place place;
  place.set_page(page);
  place.set_line(line);
  return place;
}

Place InTable(int table, int row, int column) {
  Place place;
  place.set_table(table);
  place.set_row(row);
  place.set_column(column);
  return place;
}

TEST(DescribePlace, NamesPageAndLine) {
  EXPECT_EQ(InChinese(OnPage(3, 12)), "第 3 页第 12 行");
  EXPECT_EQ(InEnglish(OnPage(3, 12)), "page 3, line 12");
  EXPECT_EQ(InChinese(OnPage(0, 12)), "第 12 行");
  EXPECT_EQ(InEnglish(OnPage(0, 12)), "line 12");
}

TEST(DescribePlace, NamesTableRowAndColumn) {
  EXPECT_EQ(InChinese(InTable(2, 5, 3)), "第 2 个表第 5 行第 3 列");
  EXPECT_EQ(InEnglish(InTable(2, 5, 3)), "table 2, row 5, column 3");
  EXPECT_EQ(InChinese(InTable(2, 5, 0)), "第 2 个表第 5 行");
  EXPECT_EQ(InEnglish(InTable(2, 5, 0)), "table 2, row 5");
}

TEST(DescribePlace, NamesEntryAndSheetInQuotes) {
  Place place = InTable(0, 5, 3);
  place.set_sheet("表二");
  EXPECT_EQ(InChinese(place), "工作表“表二”第 5 行 C 列");
  EXPECT_EQ(InEnglish(place), "sheet \"表二\", row 5, column C");
  place.set_file("年报.xlsx");
  EXPECT_EQ(InChinese(place), "文件“年报.xlsx”工作表“表二”第 5 行 C 列");
  EXPECT_EQ(InEnglish(place), "file \"年报.xlsx\", sheet \"表二\", row 5, column C");
}

TEST(DescribePlace, NamesColumnsOfSheetsByTheirLetters) {
  Place place = InTable(0, 5, 26);
  place.set_sheet("表");
  EXPECT_EQ(InChinese(place), "工作表“表”第 5 行 Z 列");
  place.set_column(27);
  EXPECT_EQ(InChinese(place), "工作表“表”第 5 行 AA 列");
  place.set_column(703);
  EXPECT_EQ(InEnglish(place), "sheet \"表\", row 5, column AAA");
}

TEST(DescribePlace, LeavesTheLineOutWhereThereIsARow) {
  Place place = InTable(2, 5, 3);
  place.set_line(40);
  EXPECT_EQ(InChinese(place), "第 2 个表第 5 行第 3 列");
  EXPECT_EQ(InEnglish(place), "table 2, row 5, column 3");
}

TEST(DescribePlace, LeavesTheColumnOutWhereThereIsNoRow) {
  EXPECT_EQ(InChinese(InTable(2, 0, 3)), "第 2 个表");
  EXPECT_EQ(InEnglish(InTable(2, 0, 3)), "table 2");
}

TEST(DescribePlace, SaysNothingAboutNoPlace) {
  Place place;
  place.set_text("0");
  EXPECT_EQ(InChinese(place), "");
  EXPECT_EQ(InEnglish(place), "");
}

}  // namespace
}  // namespace nianbao::place
