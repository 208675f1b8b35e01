#include "services/document/domain/assemble_rows.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::document::domain {
namespace {

// Paragraphs as they are, tables as [cell|cell][cell].
std::string Shape(const std::vector<std::string>& lines) {
  Document document;
  for (const std::string& line : lines) document.blocks.push_back(Paragraph{line, {}});
  std::string shape;
  for (const Block& block : AssembleRows(document).blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      absl::StrAppend(&shape, paragraph->text, ";");
      continue;
    }
    for (const Row& row : std::get<Table>(block).rows) {
      absl::StrAppend(&shape, "[");
      for (const Cell& cell : row.cells) absl::StrAppend(&shape, cell.text, "|");
      absl::StrAppend(&shape, "]");
    }
  }
  return shape;
}

TEST(AssembleRows, BeginsARowWithEachTitle) {
  EXPECT_EQ(Shape({"信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "/", "0", "规范性文件", "1",
                   "2", "3"}),
            "[信息内容|本年制发件数|本年废止件数|现行有效件数|][规章|0|/|0|][规范性文件|1|2|3|]");
}

TEST(AssembleRows, KeepsTheGroupWithItsFirstRow) {
  EXPECT_EQ(Shape({"（三）不予公开", "1.属于国家秘密", "1", "0", "2.其他法律行政法规禁止公开", "3"}),
            "[（三）不予公开|1.属于国家秘密|1|0|][2.其他法律行政法规禁止公开|3|]");
}

TEST(AssembleRows, LeavesATitleWithoutFiguresAlone) {
  EXPECT_EQ(Shape({"规章", "行政规范性文件", "0", "5", "5"}), "[规章|][行政规范性文件|0|5|5|]");
}

TEST(AssembleRows, TakesASpacedLineForARow) {
  EXPECT_EQ(Shape({"自然人 商业企业 科研机构", "一、本年新收政府信息公开申请数量 2 0 0", "0 0 1"}),
            "[自然人|商业企业|科研机构|][一、本年新收政府信息公开申请数量|2|0|0|][0|0|1|]");
}

TEST(AssembleRows, LeavesPageNumbersOutButNoCell) {
  EXPECT_EQ(Shape({"1.属于国家秘密", "1", "0", "- 3 -", "第4页", "2.其他法律行政法规禁止公开", "3/5", "7"}),
            "[1.属于国家秘密|1|0|][2.其他法律行政法规禁止公开|3/5|7|]");
}

TEST(AssembleRows, TakesFiguresOfALineApart) {
  EXPECT_EQ(Shape({"（二）部分公开（区分处理的，只计这一情 形，不", "计其他情形）", "4 0 0 0 0 0 4"}),
            "[（二）部分公开（区分处理的，只计这一情 形，不\n计其他情形）|][4|0|0|0|0|0|4|]");
}

TEST(AssembleRows, MendsTitlesBrokenOverLines) {
  EXPECT_EQ(Shape({"自然人", "商业", "企业", "科研", "机构", "其他"}), "[自然人|商业\n企业|科研\n机构|其他|]");
  EXPECT_EQ(Shape({"结果维持", "其他", "结果", "尚未审结"}), "[结果维持|其他\n结果|尚未审结|]");
}

TEST(AssembleRows, TakesAReportOnOneLineApart) {
  EXPECT_EQ(
      Shape(
          {"县局年报 一、总体情况 全年公开 5 条。 二、主动公开政府信息情况 第二十条第（一）项 信息内容 本年制发件数 "
           "本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 1 0 1 第二十条第（五）项 行政许可 7 第二十条第（六）项 "
           "行政处罚 8 三、收到和处理政府信息公开申请情况"}),
      "县局年报;一、总体情况;全年公开 5 条。;二、主动公开政府信息情况;"
      "[第二十条第（一）项|][信息内容|本年制发件数|本年废止件数|现行有效件数|][规章|0|0|0|][行政规范性文件|1|0|1|]"
      "[第二十条第（五）项|][行政许可|7|][第二十条第（六）项|][行政处罚|8|]三、收到和处理政府信息公开申请情况;");
}

TEST(AssembleRows, LeavesProseAndOtherFiguresAlone) {
  EXPECT_EQ(Shape({"本年度办理行政许可 12 件，行政处罚 3 件。", "1", "2", "总计", "3"}),
            "本年度办理行政许可 12 件，行政处罚 3 件。;1;2;总计;3;");
}

}  // namespace
}  // namespace nianbao::document::domain
