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

TEST(Headings, AreNotSentences) { EXPECT_TRUE(Headings({"一、总体情况。我局", "主动公开政府信息情况良好"}).empty()); }

TEST(Headings, MayStandInAnIndentedLine) {
  Document document;
  const Row single = {{Cell{{"", {}}, {}, 1}, Cell{{"一、总体情况", {}}, {}, 1}}};
  const Row several = {{Cell{{"一、总体情况", {}}, {}, 1}, Cell{{"x", {}}, {}, 1}}};
  document.blocks.push_back(Table{{single, several}});
  EXPECT_THAT(FindHeadings(ItemsOf(document)), ElementsAre(Pair(0, 1)));
}

}  // namespace
}  // namespace nianbao::document::domain
