#include "services/document/domain/recognise_headings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nianbao::document::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::map<size_t, int> Headings(const std::vector<std::string>& lines) {
  Document document;
  for (const std::string& line : lines) document.blocks.push_back(Paragraph{line, {}});
  return FindHeadings(ItemsOf(document));
}

TEST(Headings, AreFoundWithLostOrArabicNumbers) {
  EXPECT_THAT(Headings({"一、总体情况", "2、 主动公开政府信息情况", "收到和处理政府信息公开申请情况",
                        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                        "五、政府信息公开工作存在的主要问题及改进情况：", "六、其他需要报告的事项"}),
              ElementsAre(Pair(0, 1), Pair(1, 2), Pair(2, 3), Pair(3, 4), Pair(4, 5), Pair(5, 6)));
}

TEST(Headings, MayRestartTheirNumbers) {
  EXPECT_THAT(Headings({"一、收到和处理政府信息公开申请情况"}), ElementsAre(Pair(0, 3)));
}

TEST(Headings, AreNotSubheadingsOfTheSameWords) {
  EXPECT_THAT(Headings({"一、总体情况", "（一）主动公开情况", "主动公开情况", "1、主动公开情况", "二、主动公开情况"}),
              ElementsAre(Pair(0, 1), Pair(4, 2)));
}

TEST(Headings, HaveNoNumberInBrackets) { EXPECT_TRUE(Headings({"（二）主动公开政府信息情况", "(1)总体情况"}).empty()); }

TEST(Headings, AreNotSentences) {
  EXPECT_TRUE(Headings({"一、总体情况良好", "主动公开政府信息情况良好", "总体情况 2024年，我局", "1、总体情况。我局",
                        "二、总体情况。我局"})
                  .empty());
}

TEST(Headings, MayBeWordedInOtherWays) {
  const std::vector<std::pair<const char*, int>> lines = {
      {"一、工作基本情况", 1},
      {"一、概述", 1},
      {"第一部分 总体情况", 1},
      {"第一部分：总体情况", 1},
      {"一总体情况", 1},
      {"一 总体情况", 1},
      {"一． 总 体 情 况", 1},
      {"一、總體情況", 1},
      {"一、\uFFFD总体情况", 1},
      {"二、主动公开情况", 2},
      {"二、主动公开主动公开政府信息情况", 2},
      {"二、主动公开政府信息情况情况", 2},
      {"二、主动公开政府信息情况。", 2},
      {"三、收到和處理政府信息公開申請情況", 3},
      {"三、收到和处理政府信息公开申请的情况", 3},
      {"四、政府信息公开行政复议、行政诉讼情况；", 4},
      {"四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况", 4},
      {"五、存在的主要问题及整改措施", 5},
      {"五、政府信息公开工作存在的主要问题及改进措施", 5},
      {"五、存在的问题及改进措施", 5},
      {"六、其他报告的事项", 6},
      {"六、需要报告的其他事项", 6},
      {"六、其它需要报告的事项", 6}};
  for (const auto& [line, section] : lines) {
    EXPECT_THAT(Headings({line}), ElementsAre(Pair(0, section))) << line;
  }
}

TEST(Headings, MayBeFollowedByTheTablesWithNumbersOfTheirOwn) {
  EXPECT_THAT(Headings({"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                        "六、其他需要报告的事项", "一、主动公开政府信息情况", "二、收到和处理政府信息公开申请情况",
                        "1、主动公开政府信息情况"}),
              ElementsAre(Pair(0, 1), Pair(1, 2), Pair(2, 3), Pair(3, 6), Pair(4, 2), Pair(5, 3)));
}

TEST(Headings, MayHaveTheirTextBehindThem) {
  const std::vector<std::pair<const char*, const char*>> lines = {
      {"一、总体情况 2024年，我局公开信息。", "2024年，我局公开信息。"},
      {"一、总体情况2024年，我局公开信息。", "2024年，我局公开信息。"},
      {"一、总体情况：我局公开信息。", "我局公开信息。"},
      {"一、 总体 情况。 我局公开信息。", "我局公开信息。"},
      {"一、总体情况", ""},
      {"一、总体情况：", ""},
      {"一、总体情况………1", ""}};
  for (const auto& [line, text] : lines) {
    EXPECT_THAT(Headings({line}), ElementsAre(Pair(0, 1))) << line;
    EXPECT_EQ(TextAfterHeading(line, 1), text) << line;
  }
}

TEST(Headings, OfATableOfContentsGiveWayToTheRealOnes) {
  EXPECT_THAT(Headings({"一、总体情况…………1", "六、其他需要报告的事项 …… 5", "一、总体情况", "六、其他需要报告的事项"}),
              ElementsAre(Pair(2, 1), Pair(3, 6)));
}

TEST(Headings, MayStandInAnIndentedLine) {
  Document document;
  const Row single = {{Cell{{"", {}}, {}, 1}, Cell{{"一、总体情况", {}}, {}, 1}}};
  const Row several = {{Cell{{"一、总体情况", {}}, {}, 1}, Cell{{"x", {}}, {}, 1}}};
  document.blocks.push_back(Table{{single, several}});
  EXPECT_THAT(FindHeadings(ItemsOf(document)), ElementsAre(Pair(0, 1)));
}

}  // namespace
}  // namespace nianbao::document::domain
