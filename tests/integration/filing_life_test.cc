// What the office does with filings beside their review, as people do it on the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";
const std::string kOrgan = "qinghe-housing";

std::string Load(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

class FilingLife : public testing::Test {
 protected:
  FilingLife() { EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0); }

  CommandResult Run(std::vector<std::string> arguments, const std::string& actor = "区政务公开办") {
    for (const std::string& more : {std::string("--server"), suite_.AddressOf("nianbao"), std::string("--as"), actor}) {
      arguments.push_back(more);
    }
    return RunNianbao(arguments);
  }
  CommandResult Submit(const std::string& file) { return SubmitFile(kDistrict + file); }
  CommandResult SubmitFile(const std::string& path) { return Run({"submit", path, "--organ", kOrgan}, "填报人"); }
  CommandResult Accept(const std::string& year) {
    return Run({"review", "accept", kOrgan + "/" + year, "--signed-off-by", "负责人"});
  }
  std::string Shown(const std::string& year) { return Run({"filing", "show", kOrgan + "/" + year}).output; }
  std::string Total(const std::string& year) { return Run({"aggregate", "qinghe", "--year", year}).output; }

  Suite suite_{Shape::kOneProcess};
};

TEST_F(FilingLife, APastReportIsBackloadedPublishedAndRevoked) {
  const CommandResult backloaded =
      Run({"filing", "backload", kDistrict + "2023/qinghe-housing.txt", "--organ", kOrgan});
  EXPECT_EQ(backloaded.exit_status, 0);
  EXPECT_THAT(backloaded.output, HasSubstr("已按原样补录并计入汇总"));
  EXPECT_THAT(Total("2023"), HasSubstr("按原样补录 1 份"));
  const CommandResult watched = Run({"watch", "qinghe", "--year", "2023", "--depth", "1", "--cell",
                                     "requests.received.total", "--today", "--updates", "1"});
  EXPECT_EQ(watched.exit_status, 0);
  EXPECT_THAT(watched.output, AllOf(HasSubstr("按原样补录 1 份"), HasSubstr(" → ")));
  EXPECT_GT(std::count(watched.output.begin(), watched.output.end(), '['), 5);

  EXPECT_EQ(Run({"filing", "publish", kOrgan + "/2023", "--url", "www.example.gov.cn"}).exit_status, 2);
  ASSERT_EQ(Run({"filing", "publish", kOrgan + "/2023", "--url", "https://www.example.gov.cn/2023", "--file",
                 kDistrict + "2023/qinghe-housing.txt"})
                .exit_status,
            0);
  EXPECT_THAT(Shown("2023"), AllOf(HasSubstr("已公开（第 1 版）"), HasSubstr("https://www.example.gov.cn/2023"),
                                   HasSubstr("公开文件 SM3 "), HasSubstr("按原样补录")));
  EXPECT_THAT(Total("2023"), HasSubstr("其中已公开 1 份"));

  ASSERT_EQ(Run({"review", "revoke", kOrgan + "/2023", "--reason", "补录有误"}).exit_status, 0);
  EXPECT_THAT(Total("2023"), HasSubstr("汇总自 0 / 13 份"));
  EXPECT_THAT(Run({"filing", "history", kOrgan + "/2023"}).output, HasSubstr("撤销原因：补录有误"));
}

TEST_F(FilingLife, AnExtendedFilingThatIsReturnedShowsDayKindsAndChanges) {
  ASSERT_EQ(Run({"filing", "extend", kOrgan + "/2024", "--until", "2020-01-01", "--reason", "系统迁移"}).exit_status,
            2);
  ASSERT_EQ(Submit("2024-corrected/qinghe-housing.txt").exit_status, 0);
  ASSERT_EQ(Run({"review", "return", kOrgan + "/2024", "--reason", "请核对", "--kind", "数据有误"}).exit_status, 0);
  EXPECT_THAT(Shown("2024"), AllOf(HasSubstr("退回原因类别：数据有误"), HasSubstr("期限：2025-01-31，逾期报送")));
  EXPECT_EQ(Run({"review", "return", kOrgan + "/2024", "--reason", "请核对", "--kind", "不好看"}).exit_status, 2);
  const std::string mended = suite_.data_folder() + "/qinghe-housing.txt";
  std::ofstream(mended, std::ios::binary)
      << absl::StrReplaceAll(Load(kDistrict + "2024-corrected/qinghe-housing.txt"), {{"506", "507"}});
  ASSERT_EQ(SubmitFile(mended).exit_status, 0);
  EXPECT_THAT(Shown("2024"),
              AllOf(HasSubstr("与上次报送相比改动 1 格"), HasSubstr("行政许可"), HasSubstr("：506 → 507")));
}

TEST_F(FilingLife, TheFileThatWasSubmittedIsGivenBack) {
  ASSERT_EQ(Submit("2024-corrected/qinghe-housing.txt").exit_status, 0);
  const std::string shown = Shown("2024");
  const std::string label = "附件 qinghe-housing.txt";
  ASSERT_THAT(shown, HasSubstr(label));
  const std::string digest = shown.substr(shown.find("SM3 ", shown.find(label)) + 4, 64);
  const std::string path = suite_.data_folder() + "/given-back.txt";
  ASSERT_EQ(Run({"filing", "document", kOrgan + "/2024", digest, "-o", path}).exit_status, 0);
  EXPECT_EQ(Load(path), Load(kDistrict + "2024-corrected/qinghe-housing.txt"));
  EXPECT_EQ(Run({"filing", "document", kOrgan + "/2024", std::string(64, '0')}).exit_status, 2);
}

TEST_F(FilingLife, ALockedYearTakesNoReportsAndASealedOneNoReviewUntilItIsOpened) {
  ASSERT_EQ(Submit("2024-corrected/qinghe-housing.txt").exit_status, 0);
  ASSERT_EQ(Run({"year", "lock", "qinghe", "--year", "2024", "--reason", "报送结束", "--except", "qinghe-office"})
                .exit_status,
            0);
  EXPECT_THAT(Run({"year", "list", "--year", "2024"}).output,
              AllOf(HasSubstr("已锁定"), HasSubstr("报送结束"), HasSubstr("例外：organs/qinghe-office")));
  EXPECT_EQ(Run({"filing", "withdraw", kOrgan + "/2024"}, "填报人").exit_status, 2);
  EXPECT_EQ(Run({"seal", "qinghe", "--year", "2024", "--reason", "汇总定稿"}).exit_status, 2) << "reports are missing";
  const CommandResult sealed = Run({"seal", "qinghe", "--year", "2024", "--reason", "汇总定稿", "--allow-missing"});
  EXPECT_EQ(sealed.exit_status, 0);
  EXPECT_THAT(sealed.output, HasSubstr("缺报 organs/qinghe-housing/filings/2024-own"));
  EXPECT_EQ(Accept("2024").exit_status, 2);
  ASSERT_EQ(Run({"year", "unlock", "qinghe", "--year", "2024", "--reason", "补审"}).exit_status, 0);
  EXPECT_EQ(Accept("2024").exit_status, 0);
  EXPECT_THAT(Run({"year", "list", "--year", "2024"}).output, HasSubstr("没有锁定或封存"));
}

}  // namespace
}  // namespace nianbao::integration
