#include "services/document/readers/layout/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/document/readers/layout/characters.h"
#include "tests/unit/services/document/readers/document_shape.h"

namespace nianbao::document::readers {
namespace {

using domain::Limits;
using ::testing::HasSubstr;
using ::testing::Not;

// A page of words, one em high and wide as printed.
class Page {
 public:
  Page& At(double left, double top, absl::string_view text, double size = 10) {
    Word word;
    word.text = std::string(text);
    word.left = left;
    word.right = left + DisplayColumns(text) * size / 2;
    word.top = top;
    word.bottom = top + size;
    word.size = size;
    word.page = page_;
    words_.push_back(std::move(word));
    return *this;
  }
  Page& Upright(double left, double top, absl::string_view text) {
    At(left, top, text);
    words_.back().right = left + 10;
    words_.back().bottom = top + 10 * CharacterCount(text);
    words_.back().vertical = true;
    return *this;
  }
  // A row of figures that shows three columns.
  Page& Figures(double top, absl::string_view label = "行政许可") {
    return At(100, top, label).At(300, top, "0").At(330, top, "0").At(360, top, "0");
  }
  // Three lines of a paragraph, 400 wide.
  Page& Prose(double top) {
    At(120, top, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八");
    At(100, top + 20, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
    return At(100, top + 40, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九。");
  }
  Page& Next() {
    ++page_;
    return *this;
  }

  absl::StatusOr<domain::Document> Build(const Limits& limits = {}) const {
    domain::Budget budget(limits);
    return BuildLayout(words_, {}, Positions::kPoints, budget);
  }
  std::string Shaped() const { return Shape(Build()); }

 private:
  std::vector<Word> words_;
  int page_ = 1;
};

TEST(LayoutRuns, JoinsNarrowGapsAndPartsWideOnes) {
  EXPECT_EQ(Page().At(100, 100, "属于").At(122, 100, "秘密").At(300, 100, "1").At(330, 100, "0").Shaped(),
            "table\n[属于秘密|1|0]\n");
}

TEST(LayoutRuns, KeepsWhiteSpaceOnlyBetweenLettersAndDigits) {
  EXPECT_EQ(Page().At(100, 100, "Word").At(123, 100, "2016").At(147, 100, "版").At(300, 100, "1").Shaped(),
            "table\n[Word 2016版|1]\n");
}

TEST(LayoutRuns, ShowsTheGapInANumberThatIsKernedApart) {
  EXPECT_EQ(Page().Figures(100).At(100, 120, "总计").At(298, 120, "1").At(306, 120, "6").At(330, 120, "0").Shaped(),
            "table\n[行政许可|0|0|0]\n[总计|1 6|0]\n");
}

TEST(LayoutRuns, PartsFiguresThatStandInTheColumnsOfOtherLinesHoweverNear) {
  Page page;
  for (int row = 0; row < 3; ++row) {
    page.At(100, 100 + 20 * row, "行政许可").At(300, 100 + 20 * row, "1").At(308, 100 + 20 * row, "6");
  }
  EXPECT_EQ(page.Shaped(), "table\n[行政许可|1|6]\n[行政许可|1|6]\n[行政许可|1|6]\n");
}

TEST(LayoutRuns, PartsHeadsOfColumnsByTheFiguresUnderThem) {
  Page page;
  page.At(120, 60, "二、主动公开政府信息情况");
  page.At(293, 80, "科研").At(317, 80, "社会").At(341, 80, "总").At(357, 80, "计");
  page.At(300, 100, "1").At(324, 100, "2").At(351, 100, "3");
  EXPECT_EQ(page.Shaped(), "二、主动公开政府信息情况\ntable\n[科研|社会|总计]\n[1|2|3]\n");
}

TEST(LayoutRuns, PartsALineOfHeadsThatStandBesideTheirFigures) {
  EXPECT_EQ(Page().Figures(80).At(220, 100, "结果").At(245, 100, "其他").At(270, 100, "尚未").Figures(120).Shaped(),
            "table\n[行政许可|0|0|0]\n[结果|其他|尚未]\n[行政许可|0|0|0]\n");
}

TEST(LayoutRuns, DoesNotPartALabelAtAColumnOfItsTable) {
  EXPECT_EQ(Page().Figures(80).At(225, 100, "区分处理").At(270, 100, "的只计这一情").Figures(120).Shaped(),
            "table\n[行政许可|0|0|0]\n[区分处理的只计这一情]\n[行政许可|0|0|0]\n");
}

TEST(LayoutRuns, PartsAFigureRightBehindItsLabelInTheColumnOfOtherFigures) {
  EXPECT_EQ(Page().Figures(80).Figures(100).At(236, 120, "要求另行制作").At(299, 120, "12").At(330, 120, "0").Shaped(),
            "table\n[行政许可|0|0|0]\n[行政许可|0|0|0]\n[要求另行制作|12|0]\n");
}

TEST(LayoutRuns, LeavesOutBlankCells) {
  const auto document = Page().Figures(100).At(100, 120, "总计").At(360, 120, "7").Build();
  ASSERT_TRUE(document.ok());
  const auto& table = std::get<domain::Table>(document->blocks.at(0));
  EXPECT_EQ(table.columns, domain::Columns::kLayout);
  ASSERT_EQ(table.rows.at(1).cells.size(), 2u);
  EXPECT_EQ(table.rows[1].cells[1].extent.begin, 360);
  EXPECT_EQ(table.rows[1].cells[1].extent.end, 365);
}

TEST(LayoutLines, PutsFiguresOfAnotherSizeOnTheLineOfTheirLabel) {
  EXPECT_EQ(Page().At(100, 102, "行政许可", 9).At(300, 98, "21", 14).At(330, 98, "0", 14).Shaped(),
            "table\n[行政许可|21|0]\n");
}

TEST(LayoutLines, KeepsTheLinesOfAWrappedLabelAboveAndBelowItsFigures) {
  EXPECT_EQ(Page()
                .Figures(80)
                .At(100, 100, "（二）部分公开")
                .At(300, 107, "4")
                .At(330, 107, "0")
                .At(100, 114, "不计其他")
                .Shaped(),
            "table\n[行政许可|0|0|0]\n[（二）部分公开]\n[4|0]\n[不计其他]\n");
}

TEST(LayoutLines, CountsTheLinesOfEachPage) {
  const auto document = Page().Figures(80).Figures(100).Next().Figures(80).Build();
  ASSERT_TRUE(document.ok());
  const auto& rows = std::get<domain::Table>(document->blocks.at(0)).rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].cells[0].place.page, 1);
  EXPECT_EQ(rows[1].cells[0].place.line, 2);
  EXPECT_EQ(rows[2].cells[0].place.page, 2);
  EXPECT_EQ(rows[2].cells[0].place.line, 1);
}

TEST(UprightText, IsOneCellInTheRowWhereItBegins) {
  EXPECT_EQ(Page().Figures(80).Upright(80, 100, "三、本").Figures(100).Upright(80, 130, "年度").Figures(120).Shaped(),
            "table\n[行政许可|0|0|0]\n[三、本年度|行政许可|0|0|0]\n[行政许可|0|0|0]\n");
}

TEST(UprightText, GathersCharactersThatStandAloneUnderEachOther) {
  EXPECT_EQ(
      Page().At(80, 80, "办").Figures(80).At(80, 92, "理").At(80, 104, "结").Figures(104).At(80, 116, "果").Shaped(),
      "table\n[办理结果|行政许可|0|0|0]\n[行政许可|0|0|0]\n");
}

TEST(UprightText, LeavesNoughtsInWordsWhereTheyStand) {
  Page page;
  for (int row = 0; row < 4; ++row) page.Figures(80 + 14 * row).At(400, 80 + 14 * row, "无");
  EXPECT_THAT(page.Shaped(), Not(HasSubstr("无无")));
}

TEST(LayoutBlocks, JoinsTheLinesOfAParagraphAndPartsParagraphs) {
  const std::string full = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八";
  const std::string paragraph = full + full + "九十" + full + "九。\n";
  EXPECT_EQ(Page().Prose(100).Prose(160).Shaped(), paragraph + paragraph);
}

TEST(LayoutBlocks, GoesOnWithAParagraphOverThePageAndItsNumber) {
  EXPECT_EQ(Page()
                .Prose(100)
                .At(120, 160, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛")
                .At(290, 800, "-1-")
                .Next()
                .At(100, 100, "壬癸。")
                .At(290, 800, "-2-")
                .Shaped(),
            Page().Prose(100).Shaped() +
                "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸。\n");
}

TEST(LayoutBlocks, KeepsASpreadLineOfProseTogether) {
  Page page;
  page.Prose(100);
  double left = 100;
  for (const char* text :
       {"号", "，", "邮", "编", "：", "223100", "，", "电", "话", "：", "0517", "，", "邮", "箱", "："}) {
    page.At(left, 160, text);
    left += DisplayColumns(text) * 5 + 14.5;
  }
  EXPECT_THAT(page.At(100, 180, "见网站。").Shaped(), HasSubstr("九。号，邮编：223100，电话：0517，邮箱：见网站。\n"));
}

TEST(LayoutBlocks, KeepsTitlesAndHeadingsApart) {
  EXPECT_EQ(Page()
                .At(250, 60, "某区人民政府", 16)
                .At(220, 90, "年度报告", 16)
                .At(120, 120, "一、总体情况")
                .Prose(140)
                .Shaped(),
            "某区人民政府\n年度报告\n一、总体情况\n" + Page().Prose(140).Shaped());
}

TEST(LayoutBlocks, TakesCaptionsAndHeadsWithTheirTable) {
  EXPECT_EQ(Page()
                .Prose(60)
                .At(120, 120, "二、主动公开政府信息情况")
                .At(220, 140, "第二十条第（一）项")
                .At(110, 165, "信息内容")
                .At(300, 165, "本年制发件数")
                .At(100, 190, "规章")
                .At(325, 190, "0")
                .At(220, 215, "第二十条第（五）项")
                .At(100, 240, "行政许可")
                .At(325, 240, "550")
                .Prose(280)
                .Shaped(),
            Page().Prose(60).Shaped() +
                "二、主动公开政府信息情况\ntable\n[第二十条第（一）项]\n[信息内容|本年制发件数]\n[规章|0]\n"
                "[第二十条第（五）项]\n[行政许可|550]\n" +
                Page().Prose(280).Shaped());
}

TEST(LayoutBlocks, ReadsAParagraphWithAWideGapAsText) {
  EXPECT_EQ(Page().Prose(60).At(120, 120, "联系人：某某").At(300, 120, "地址：某路").Prose(140).Shaped(),
            Page().Prose(60).Shaped() + "联系人：某某 地址：某路\n" + Page().Prose(140).Shaped());
}

TEST(PageFurniture, LeavesATableWholeOverPages) {
  for (const char* number : {"-1-", "—1—", "第1页", "第1页共2页", "1/2", "1"}) {
    EXPECT_EQ(Page().Figures(80).At(290, 800, number).Next().Figures(80).Shaped(),
              "table\n[行政许可|0|0|0]\n[行政许可|0|0|0]\n")
        << number;
  }
}

TEST(PageFurniture, KeepsFiguresAtTheEndOfAPage) {
  EXPECT_EQ(Page().Figures(80).Figures(100).At(300, 107, "1").Next().Figures(80).Shaped(),
            "table\n[行政许可|0|0|0]\n[行政许可|0|0|0]\n[1]\n[行政许可|0|0|0]\n");
  EXPECT_EQ(Page().Figures(80).At(300, 120, "7").Next().Figures(80).Shaped(),
            "table\n[行政许可|0|0|0]\n[7]\n[行政许可|0|0|0]\n");
  EXPECT_EQ(Page().Figures(80).At(300, 120, "0").At(330, 120, "1").Next().Figures(80).Shaped(),
            "table\n[行政许可|0|0|0]\n[0|1]\n[行政许可|0|0|0]\n");
}

TEST(PageFurniture, LeavesOutWhatIsPrintedOnEveryPage) {
  Page page;
  for (int i = 0; i < 3; ++i) page.At(250, 30, "某区公报", 8).Prose(100 + i).At(250, 800, "某区政府办公室", 8).Next();
  const std::string prose = Page().Prose(100).Shaped();
  EXPECT_EQ(page.Shaped(), "某区公报\n" + prose + prose + prose);
}

TEST(Layout, CountsEveryWordAgainstTheBudget) {
  Limits limits;
  limits.cells_max = 7;
  EXPECT_EQ(Shape(Page().Figures(80).Figures(100).Build(limits)), "DOCUMENT_TOO_LARGE");
}

TEST(Layout, OfNothingIsNothing) { EXPECT_EQ(Page().Shaped(), ""); }

}  // namespace
}  // namespace nianbao::document::readers
