// Changing rules, looking at what that does, and giving verdicts again, as people do it on the command line.
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
const std::string kFiling = "qinghe-human-resources/2024";
const std::string kRule = "requests.carry_over";

// A district with the accepted report of an organ on 2023, and a draft on 2024 that breaks the carry-over.
class RulesCommand : public testing::Test {
 protected:
  RulesCommand() {
    EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0);
    EXPECT_EQ(Submit("2023").exit_status, 0);
    EXPECT_EQ(Run({"review", "accept", "qinghe-human-resources/2023", "--signed-off-by", "负责人"}).exit_status, 0);
    EXPECT_EQ(Submit("2024").exit_status, 2);
  }

  CommandResult Run(std::vector<std::string> arguments, const std::string& actor = "区政务公开办") {
    for (const std::string& more : {std::string("--server"), suite_.AddressOf("nianbao"), std::string("--as"), actor}) {
      arguments.push_back(more);
    }
    return RunNianbao(arguments);
  }
  CommandResult Submit(const std::string& year, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"submit", kDistrict + year + "/qinghe-human-resources.txt", "--organ",
                                          "qinghe-human-resources"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments, "填报人");
  }

  Suite suite_{Shape::kOneProcess};
};

TEST_F(RulesCommand, TurnsARuleOffAfterLookingAtWhatThatWouldDo) {
  EXPECT_THAT(Run({"rules", "statistics", "--year", "2024"}).output,
              AllOf(HasSubstr("1  " + kRule), HasSubstr("已校验 1 份")));
  const CommandResult affected = Run({"rules", "affected", kRule, "--severity", "error", "--year", "2024"});
  EXPECT_THAT(affected.output,
              AllOf(HasSubstr("organs/qinghe-human-resources/filings/2024-own"), HasSubstr("错误 0 → 2，提醒 2 → 0"),
                    HasSubstr("查看 1 份，其中受影响的版本 1 个")));
  EXPECT_EQ(Run({"rules", "set", kRule, "--status", "off"}).exit_status, 2) << "it says no reason";
  const CommandResult off = Run({"rules", "set", kRule, "--status", "off", "--reason", "口径调整"});
  EXPECT_EQ(off.exit_status, 0);
  EXPECT_THAT(off.output, AllOf(HasSubstr(kRule), HasSubstr("停用")));
  EXPECT_EQ(Run({"rules", "set", kRule, "--status", "off", "--reason", "口径调整"}).exit_status, 2) << "it is off";
  EXPECT_EQ(Submit("2024").exit_status, 0);
}

TEST_F(RulesCommand, AWarningIsExplainedWithoutSubmittingAgain) {
  const CommandResult explained = Run({"filing", "explain", kFiling, "--explain", kRule + "=上年数据有误"}, "填报人");
  EXPECT_EQ(explained.exit_status, 0);
  EXPECT_THAT(explained.output, AllOf(HasSubstr("草稿"), HasSubstr("情况说明 " + kRule + "/total：上年数据有误")));
  EXPECT_EQ(Run({"filing", "explain", kFiling, "--explain", kRule}, "填报人").exit_status, 2);
  EXPECT_EQ(Submit("2024").exit_status, 0);
}

TEST_F(RulesCommand, EveryVerdictIsGivenAgainToTheSameBytes) {
  const auto verify = [&] { return Run({"verify", "verdict", kFiling}); };
  ASSERT_EQ(Submit("2024", {"--explain", kRule + "=上年数据有误"}).exit_status, 0);
  ASSERT_EQ(Run({"rules", "set", kRule, "--severity", "info", "--reason", "口径调整"}).exit_status, 0);
  ASSERT_EQ(Submit("2023", {"--reason", "核对后更正"}).exit_status, 0);
  // Under the rulebook and beside the prior report of the time.
  const CommandResult before = verify();
  EXPECT_EQ(before.exit_status, 0) << before.output;
  EXPECT_THAT(before.output, AllOf(HasSubstr("逐字节一致"), HasSubstr("提醒 2 项"), Not(HasSubstr("不同"))));
  // The verdict is that of today once the report of the year before is another.
  ASSERT_EQ(Run({"review", "accept", "qinghe-human-resources/2023", "--signed-off-by", "负责人"}).exit_status, 0);
  const CommandResult after = verify();
  EXPECT_EQ(after.exit_status, 0) << after.output;
  EXPECT_THAT(after.output, AllOf(HasSubstr("逐字节一致"), HasSubstr("提醒 0 项")));
  EXPECT_EQ(Run({"verify", "verdict", "qinghe-human-resources/2031"}).exit_status, 2);
}

}  // namespace
}  // namespace nianbao::integration
