#include "services/document/readers/layout/layout_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/document/readers/document_shape.h"

namespace nianbao::document::readers {
namespace {

using domain::Extent;
using ::testing::HasSubstr;

absl::StatusOr<domain::Document> ReadLayout(absl::string_view text) {
  domain::Budget budget{domain::Limits()};
  return ReadLayoutText(text, budget);
}

// Every character is one column, as pdftotext counts.
constexpr char kNarrow[] =
    "行政许可        1    2    3\n"
    "规章          4    5    6\n"
    "行政规范性文件     7    8    9\n";
// The same where Chinese characters take two columns.
constexpr char kWide[] =
    "行政许可            1    2    3\n"
    "规章                4    5    6\n"
    "行政规范性文件      7    8    9\n";

Extent ExtentAt(const absl::StatusOr<domain::Document>& document, size_t row, size_t cell) {
  return std::get<domain::Table>(document->blocks.at(0)).rows.at(row).cells.at(cell).extent;
}

TEST(LayoutText, PartsRunsAtTwoSpaces) {
  EXPECT_EQ(Shape(ReadLayout("某 标签 文字   1  2\n总计         3  4\n")), "table\n[某标签文字|1|2]\n[总计|3|4]\n");
}

TEST(LayoutText, CountsColumnsTheWayThatLinesFiguresUp) {
  for (const char* text : {kNarrow, kWide}) {
    const auto document = ReadLayout(text);
    ASSERT_TRUE(document.ok());
    const double begin = ExtentAt(document, 0, 1).begin;
    EXPECT_EQ(ExtentAt(document, 1, 1).begin, begin) << text;
    EXPECT_EQ(ExtentAt(document, 2, 1).begin, begin) << text;
  }
}

TEST(LayoutText, GivesPlacesByTheLineOfTheFile) {
  const auto document = ReadLayout("标题\n\n\f行政许可   1   2\n总计     3   4\n");
  ASSERT_TRUE(document.ok());
  const auto& row = std::get<domain::Table>(document->blocks.at(1)).rows.at(1);
  EXPECT_EQ(row.cells[0].place.line, 4);
  EXPECT_EQ(row.cells[0].place.page, 0);
}

TEST(LayoutText, GoesOnWithATableOverThePageOnOneScale) {
  const auto document = ReadLayout(
      "行政许可        1    2    3\n\n                -1-\n\f"
      "规章      4    5    6\n总计           7\n\n                -2-\n");
  ASSERT_EQ(Shape(document), "table\n[行政许可|1|2|3]\n[规章|4|5|6]\n[总计|7]\n");
  EXPECT_EQ(ExtentAt(document, 1, 2).begin, ExtentAt(document, 0, 2).begin);
  EXPECT_EQ(ExtentAt(document, 2, 1).begin, ExtentAt(document, 0, 3).begin - 5);
}

TEST(LayoutText, BeginsAnotherTableWhereThePagesHaveOtherColumns) {
  EXPECT_EQ(Shape(ReadLayout("行政许可   1   2   3\n\f总计   1   2   3   4\n")),
            "table\n[行政许可|1|2|3]\ntable\n[总计|1|2|3|4]\n");
}

TEST(LayoutText, JoinsSpreadProseAndItsWrappedLines) {
  const std::string text =
      "   本报告由某区人民政府办公室根据条例要求编制，报告\n"
      "中所列数据的统计期限自 2023 年 1 月 1 日起至 12 月\n"
      "号 ， 邮 编 ： 2 2 3 1 0 0 ， 电 话 ： 8 7 6 5 4 ， 某\n"
      "某。\n"
      "   另一段。\n";
  EXPECT_EQ(Shape(ReadLayout(text)),
            "本报告由某区人民政府办公室根据条例要求编制，报告中所列数据的统计期限自2023年1月1日起至12月"
            "号，邮编：2 2 3 1 0 0，电话：8 7 6 5 4，某某。\n另一段。\n");
}

TEST(LayoutText, GathersCharactersScatteredOverLines) {
  EXPECT_THAT(
      Shape(ReadLayout("    属于国家秘密    1   2\n三\n本  属于行政案卷    3   4\n年  重复申请了的    5   6\n")),
      HasSubstr("[三本年]\n[属于行政案卷|3|4]\n[重复申请了的|5|6]\n"));
}

TEST(LooksLikeLayout, TellsSpacedColumnsFromOtherText) {
  EXPECT_TRUE(LooksLikeLayout(kNarrow));
  EXPECT_TRUE(LooksLikeLayout(kWide));
  EXPECT_FALSE(LooksLikeLayout(""));
  EXPECT_FALSE(LooksLikeLayout("一、总体情况\n2023 年  收到 1 件\n\t0\n\t1\n"));
  EXPECT_FALSE(LooksLikeLayout("行政许可  1  2\n"));
  EXPECT_FALSE(LooksLikeLayout("\t行政许可\t1\t2\n\t规章\t1\t2\n\t总计\t1\t2\n"));
}

}  // namespace
}  // namespace nianbao::document::readers
