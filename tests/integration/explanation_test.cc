// Explaining, refusing an explanation and correcting the year before, as people do it on the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";
const std::string kFile = "/qinghe-human-resources.txt";

// A district with the accepted report of an organ on 2023; that on 2024 breaks the carry-over.
class Explanations : public testing::Test {
 protected:
  Explanations() {
    EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0);
    EXPECT_EQ(Submit("2023").exit_status, 0);
    EXPECT_EQ(Accept("2023").exit_status, 0);
  }

  CommandResult Run(std::vector<std::string> arguments, const std::string& actor = "区政务公开办") {
    for (const std::string& more : {std::string("--server"), suite_.AddressOf("nianbao"), std::string("--as"), actor}) {
      arguments.push_back(more);
    }
    return RunNianbao(arguments);
  }
  CommandResult Submit(const std::string& year, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"submit", kDistrict + year + kFile, "--organ", "qinghe-human-resources"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments, "填报人");
  }
  CommandResult Accept(const std::string& year) {
    return Run({"review", "accept", "qinghe-human-resources/" + year, "--signed-off-by", "负责人"});
  }
  CommandResult Return(const std::string& refusal) {
    return Run({"review", "return", "qinghe-human-resources/2024", "--reason", "请补充", "--refuse", refusal});
  }
  std::string Shown() { return Run({"filing", "show", "qinghe-human-resources/2024"}).output; }

  Suite suite_{Shape::kOneProcess};
};

TEST_F(Explanations, OfARuleAreTakenUntilTheReviewerRefusesOne) {
  EXPECT_EQ(Submit("2024").exit_status, 2);
  ASSERT_EQ(Submit("2024", {"--explain", "requests.carry_over=上年数据有误：漏计一件"}).exit_status, 0);
  EXPECT_THAT(Shown(), AllOf(HasSubstr("情况说明 requests.carry_over/total：上年数据有误：漏计一件（填报人  "),
                             HasSubstr("情况说明 requests.carry_over/natural_person：上年数据有误")));

  EXPECT_EQ(Return("requests.balance=没有这一条").exit_status, 2);
  ASSERT_EQ(Return("requests.carry_over/total=请附更正通知").exit_status, 0);
  EXPECT_THAT(Shown(), HasSubstr("未采纳：请附更正通知"));
  EXPECT_EQ(Submit("2024").exit_status, 2);
  ASSERT_EQ(Submit("2024", {"--explain", "requests.carry_over/total=上年数据有误"}).exit_status, 0);
  EXPECT_THAT(Shown(), Not(HasSubstr("未采纳")));
  EXPECT_EQ(Accept("2024").exit_status, 0);
}

TEST_F(Explanations, AreFollowedByTheReportOfTheYearBeforeWhenItIsCorrected) {
  ASSERT_EQ(Submit("2024", {"--explain", "requests.carry_over=上年数据有误"}).exit_status, 0);
  ASSERT_EQ(Submit("2023", {"--reason", "核对后更正"}).exit_status, 0);
  const CommandResult accepted = Accept("2023");
  EXPECT_EQ(accepted.exit_status, 0);
  EXPECT_THAT(accepted.output, HasSubstr("重新校验下一年度的年报 organs/qinghe-human-resources/filings/2024-own"));
  EXPECT_THAT(Shown(), HasSubstr("organs/qinghe-human-resources/filings/2023-own 变动后已重新校验"));
  EXPECT_THAT(Run({"review", "list"}).output, HasSubstr("上年年报变动后已重新校验"));
}

}  // namespace
}  // namespace nianbao::integration
