#include "services/document/domain/label.h"

#include <gtest/gtest.h>

#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

void ExpectLabel(absl::string_view text, int number, bool bracketed, absl::string_view body) {
  const Label label = ParseLabel(text);
  EXPECT_EQ(label.number, number) << text;
  EXPECT_EQ(label.bracketed, bracketed) << text;
  EXPECT_EQ(label.body, body) << text;
}

TEST(Label, TakesTheOrdinalOffInEveryStyle) {
  ExpectLabel("二、主动公开", 2, false, "主动公开");
  ExpectLabel("2、 主动公开", 2, false, "主动公开");
  ExpectLabel("2．主动公开", 2, false, "主动公开");
  ExpectLabel("（三）不予公开", 3, true, "不予公开");
  ExpectLabel("(三) 不予公开", 3, true, "不予公开");
  ExpectLabel("㈢不予公开", 3, true, "不予公开");
  ExpectLabel("⑶、不予公开", 3, true, "不予公开");
}

TEST(Label, LeavesWordsThatOnlyBeginLikeAnOrdinal) {
  ExpectLabel("三类内部事务信息", 0, false, "三类内部事务信息");
  ExpectLabel("2024年报告", 0, false, "2024年报告");
  ExpectLabel("其他", 0, false, "其他");
}

TEST(Label, ComparesWithoutSpaceWidthAndKindsOfQuotes) {
  const TitleKey title({"3.危及“三安全一稳定”", {}});
  EXPECT_TRUE(title.Matches(ParseLabel("3、危及\"三安全\n一稳定\"")));
  EXPECT_TRUE(title.Matches(ParseLabel("危及『三安全一稳定』")));
  EXPECT_FALSE(title.Matches(ParseLabel("4.危及“三安全一稳定”")));
  EXPECT_FALSE(title.Matches(ParseLabel("3.危及“三安全”")));
}

TEST(Label, KnowsTheOtherWordingsOfATitle) {
  const TitleKey title({"四、结转下年度继续办理", {"结转下年度"}});
  EXPECT_TRUE(title.Matches(ParseLabel("四、结转下年度")));
  EXPECT_TRUE(title.Matches(ParseLabel("结转下年度")));
  EXPECT_FALSE(title.Matches(ParseLabel("三、结转下年度")));
}

TEST(Label, NeverMatchesBlankOrEndlessText) {
  const TitleKey title({"其他", {}});
  EXPECT_FALSE(title.Matches(ParseLabel("")));
  EXPECT_FALSE(title.Matches(ParseLabel(" \u00a0")));
  EXPECT_FALSE(title.Matches(ParseLabel(std::string(100'000, 'x'))));
}

TEST(Excerpt, CutsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "年";
  EXPECT_EQ(Excerpt(text).size(), 201 * 3u);
  EXPECT_EQ(Excerpt("短"), "短");
}

}  // namespace
}  // namespace nianbao::document::domain
