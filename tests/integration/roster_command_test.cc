// The roster through time and the list of a year, as an office keeps them on the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

class RosterCommand : public testing::Test {
 protected:
  CommandResult Run(std::vector<std::string> arguments) {
    for (const std::string& more :
         {std::string("--server"), suite_.AddressOf("nianbao"), std::string("--as"), std::string("区政务公开办")}) {
      arguments.push_back(more);
    }
    return RunNianbao(arguments);
  }
  CommandResult Import(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"roster", "import", kDistrict + "roster.csv"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  CommandResult Change(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"roster", "change"});
    arguments.insert(arguments.end(), {"--on", "2025-03-01", "--reason", "机构改革", "--document", "清编〔2025〕1号"});
    return Run(arguments);
  }
  std::string List(const std::string& day) { return Run({"roster", "list", "--on", day}).output; }

  TempFolder folder_;
  Suite suite_{Shape::kOneProcess};
};

TEST_F(RosterCommand, TriesAnImportBeforeItIsMade) {
  const CommandResult tried = Import({"--dry-run"});
  EXPECT_EQ(tried.exit_status, 0);
  EXPECT_THAT(tried.output, HasSubstr("试导入（未写入）：新增 14"));
  EXPECT_EQ(Run({"roster", "list"}).output, "");
  EXPECT_THAT(Import().output, HasSubstr("名册已导入：新增 14"));

  const std::string path = folder_.path() + "/roster.csv";
  std::ofstream(path) << "id,title,aliases,kind,scope_duty,parent,credit_code,division_code\n"
                         "a,甲局,,DEPARTMENT,OWN,qinghe,11990103MB9901745M,990103000000\n"
                         "b,乙局,,DEPARTMENT,OWN,nowhere,,\n";
  const CommandResult faulty = Run({"roster", "import", path, "--dry-run"});
  EXPECT_EQ(faulty.exit_status, 1);
  EXPECT_THAT(faulty.output, AllOf(HasSubstr("提醒 organs/a"), HasSubstr("错误 organs/b"), HasSubstr("有误 1")));
}

TEST_F(RosterCommand, ChangesOrgansFromADayOnAndShowsTheRosterOfAnyDay) {
  ASSERT_EQ(Import().exit_status, 0);
  EXPECT_THAT(Change({"rename", "qinghe-education", "清禾区教育和体育局"}).output, HasSubstr("清禾区教育和体育局"));
  EXPECT_EQ(Change({"merge", "qinghe-technology", "--into", "qinghe-market"}).exit_status, 0);
  EXPECT_EQ(Change({"move", "qinghe-luting", "qinghe-development-zone"}).exit_status, 0);
  EXPECT_EQ(Change({"dissolve", "qinghe"}).exit_status, 2);
  EXPECT_THAT(List("2025-02-28"), AllOf(HasSubstr("清禾区教育局"), HasSubstr("qinghe-technology")));
  EXPECT_THAT(List("2025-03-01"), AllOf(HasSubstr("清禾区教育和体育局"), Not(HasSubstr("qinghe-technology")),
                                        HasSubstr("    清禾区鹭汀镇人民政府")));
  EXPECT_THAT(Run({"roster", "show", "qinghe-technology"}).output,
              AllOf(HasSubstr("起初  organs/qinghe-technology"), HasSubstr("2025-03-01 起"), HasSubstr("不存在"),
                    HasSubstr("合并：机构改革（清编〔2025〕1号）"), HasSubstr("由 organs/qinghe-market 承接")));
}

TEST_F(RosterCommand, SplitsAnOrganIntoNewOnesOfAFile) {
  ASSERT_EQ(Import().exit_status, 0);
  const std::string path = folder_.path() + "/new.csv";
  std::ofstream(path) << "id,title,aliases,kind,scope_duty,parent,credit_code,division_code,office,phone\n"
                         "qinghe-sport,清禾区体育局,,DEPARTMENT,OWN,qinghe,,,办公室,0990-1234567\n";
  EXPECT_EQ(Change({"split", "qinghe-education", "--into", "qinghe-education", "--new", path}).exit_status, 0);
  EXPECT_THAT(Run({"roster", "show", "qinghe-sport"}).output,
              AllOf(HasSubstr("分设：机构改革"), HasSubstr("承接 organs/qinghe-education")));
  EXPECT_THAT(List("2025-03-01"), AllOf(HasSubstr("qinghe-education"), HasSubstr("qinghe-sport")));
}

TEST_F(RosterCommand, FreezesAmendsAndChases) {
  ASSERT_EQ(Import().exit_status, 0);
  EXPECT_THAT(Run({"roster", "freeze", "--year", "2024"}).output, HasSubstr("共 14 个机关"));
  EXPECT_EQ(Run({"roster", "freeze", "--year", "2024"}).exit_status, 2);
  EXPECT_THAT(Run({"roster", "amend", "--year", "2024", "--remove", "qinghe-police", "--reason", "属市级名单"}).output,
              HasSubstr("现有 13 个机关"));
  EXPECT_THAT(
      Run({"roster", "deadline", "set", "qinghe", "--year", "2024", "--day", "2025-01-26", "--reason", "春节前"})
          .output,
      AllOf(HasSubstr("2025-01-26"), Not(HasSubstr("不是工作日"))));
  EXPECT_THAT(Run({"roster", "deadline", "list", "--year", "2024"}).output, HasSubstr("2025-01-26  本级"));
  EXPECT_THAT(Run({"roster", "calendar", "--year", "2026", "--source", "通知", "--off", "2026-01-01", "2026-01-02",
                   "--worked", "2026-01-04"})
                  .output,
              HasSubstr("2026 年共 260 个工作日"));
  EXPECT_EQ(Run({"submit", kDistrict + "2024/qinghe-education.txt", "--organ", "qinghe-education"}).exit_status, 0);
  EXPECT_THAT(Run({"roster", "status", "qinghe", "--year", "2024"}).output,
              AllOf(HasSubstr("逾期报送"), HasSubstr("逾期未报"), HasSubstr("名单已固定"),
                    HasSubstr("应报 13 份，已报 1（按时 0，逾期 1）")));
  EXPECT_THAT(Run({"roster", "remind", "qinghe", "--year", "2024"}).output,
              AllOf(HasSubstr("清禾区民政局"), HasSubstr("2025-01-26 到期"), HasSubstr("未登记联系方式"),
                    HasSubstr("下级逾期 11 份"), Not(HasSubstr("清禾区教育局"))));
}

TEST_F(RosterCommand, GivesListsAndTakesAwayRoles) {
  ASSERT_EQ(Import().exit_status, 0);
  const CommandResult added =
      Run({"grant", "add", "教育局填报员", "--role", "填报", "--node", "qinghe-education", "--reason", "到岗"});
  EXPECT_EQ(added.exit_status, 0) << added.output;
  EXPECT_THAT(added.output, AllOf(HasSubstr("教育局填报员  填报  organs/qinghe-education  区政务公开办 于"),
                                  HasSubstr("授予：到岗")));
  EXPECT_EQ(Run({"grant", "add", "区政务公开办", "--role", "审核", "--reason", "自己"}).exit_status, 2);
  EXPECT_EQ(Run({"grant", "list", "--node", "qinghe-education"}).output, added.output);
  EXPECT_EQ(Run({"grant", "list", "--node", "qinghe"}).output, "没有授权\n");
  EXPECT_EQ(Run({"grant", "revoke", "教育局填报员", "--role", "填报", "--node", "qinghe-education", "--reason", "离岗"})
                .output,
            "已收回：教育局填报员  填报  organs/qinghe-education\n");
  EXPECT_EQ(Run({"grant", "list"}).output, "没有授权\n");
}

}  // namespace
}  // namespace nianbao::integration
