#include "clients/cli/explanation.h"

#include <gtest/gtest.h>

#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using submission::v1::Explanation;

TEST(ParseExplanation, TakesAFindingOrARuleAndAText) {
  const Explanation finding = ParseExplanation("requests.carry_over/total=a=b，上年漏计").value();
  EXPECT_EQ(finding.finding(), "requests.carry_over/total");
  EXPECT_EQ(finding.text(), "a=b，上年漏计");
  EXPECT_EQ(finding.reason(), Explanation::REASON_UNSPECIFIED);
  EXPECT_EQ(ParseExplanation("requests.carry_over=其他原因")->finding(), "requests.carry_over");
}

TEST(ParseExplanation, KnowsAReasonByItsWords) {
  const Explanation alone = ParseExplanation("r=机构调整").value();
  EXPECT_EQ(alone.reason(), Explanation::REASON_REORGANISATION);
  EXPECT_EQ(alone.text(), "");
  for (const char* separator : {"：", ":", "，", ",", " "}) {
    const Explanation more = ParseExplanation(std::string("r=上年数据有误") + separator + "漏计一件").value();
    EXPECT_EQ(more.reason(), Explanation::REASON_PRIOR_WRONG) << separator;
    EXPECT_EQ(more.text(), "漏计一件") << separator;
  }
  const Explanation running_on = ParseExplanation("r=业务量变化较大").value();
  EXPECT_EQ(running_on.reason(), Explanation::REASON_WORKLOAD);
  EXPECT_EQ(running_on.text(), "业务量变化较大");
}

TEST(ParseExplanation, RefusesWhatNamesNoFinding) {
  EXPECT_EQ(status::ReasonOf(ParseExplanation("机构调整").status()), "FIELD_INVALID");
  EXPECT_EQ(status::ReasonOf(ParseRefusal("不具体").status()), "FIELD_INVALID");
}

TEST(ParseRefusal, TakesAFindingAndAReason) {
  const auto refusal = ParseRefusal("requests.carry_over=不具体").value();
  EXPECT_EQ(refusal.finding(), "requests.carry_over");
  EXPECT_EQ(refusal.reason(), "不具体");
}

TEST(ExplanationWords, SayReasonTextAuthorTimeAndRefusal) {
  Explanation explanation;
  explanation.set_reason(Explanation::REASON_PRIOR_WRONG);
  EXPECT_EQ(ExplanationWords(explanation), "上年数据有误");
  explanation.set_text("漏计一件");
  explanation.set_author("填报人");
  explanation.mutable_time()->set_seconds(1'736'900'000);
  explanation.set_refusal("不具体");
  EXPECT_EQ(ExplanationWords(explanation), "上年数据有误：漏计一件（填报人  2025-01-15 08:13:20）  未采纳：不具体");
}

}  // namespace
}  // namespace nianbao::cli
