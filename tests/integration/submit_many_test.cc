// Submitting folders of reports, as people do it on the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

class SubmitMany : public testing::Test {
 protected:
  SubmitMany() { EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0); }

  CommandResult Run(std::vector<std::string> arguments, const std::string& actor = "填报人") {
    for (const std::string& more : {std::string("--server"), suite_.AddressOf("nianbao"), std::string("--as"), actor}) {
      arguments.push_back(more);
    }
    return RunNianbao(arguments);
  }

  // A folder with these reports of 2024.
  std::string FolderOf(const std::vector<std::string>& organs) {
    const std::string folder = suite_.data_folder() + "/reports";
    fs::create_directories(folder);
    for (const std::string& organ : organs) {
      fs::copy_file(kDistrict + "2024/" + organ + ".txt", folder + "/" + organ + ".txt");
    }
    return folder;
  }

  std::string Filings() { return Run({"filing", "list"}).output; }

  Suite suite_{Shape::kOneProcess};
};

TEST_F(SubmitMany, AFolderIsSubmittedReportByReportAndWhatHasErrorsStaysADraft) {
  const CommandResult result = Run({"submit", FolderOf({"qinghe-education", "qinghe-housing", "qinghe-police"})});
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output, AllOf(HasSubstr("qinghe-education.txt：清禾区教育局 2024年，已报送\n"),
                                   HasSubstr("清禾区住房和城乡建设局 2024年，未报送，有 2 项错误，草稿已保存\n"),
                                   HasSubstr("requests.row_sum/outcomes.refused.process_information"),
                                   HasSubstr("共 3 份：已报送 2，有错误 1，有提示需说明情况 0，未能读取或被拒绝 0\n")));
  EXPECT_THAT(result.output, HasSubstr("第 185 行")) << "the place in the file";
  EXPECT_THAT(Run({"filing", "show", "qinghe-housing/2024"}).output, HasSubstr("草稿"));
  EXPECT_THAT(Run({"filing", "show", "qinghe-police/2024"}).output, HasSubstr("已报送"));
}

TEST_F(SubmitMany, RefusedReportsAndThoseOfUnknownOrgansDoNotStopTheOthers) {
  const std::string folder = FolderOf({"qinghe-education", "qinghe-police"});
  ASSERT_EQ(Run({"submit", folder + "/qinghe-police.txt"}).exit_status, 0);
  fs::copy_file(std::string(NIANBAO_SOURCE_DIR) + "/README.md", folder + "/a.md");
  const CommandResult result = Run({"submit", folder});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_THAT(result.output, AllOf(HasSubstr("清禾区教育局 2024年，已报送"), HasSubstr("共 3 份：已报送 1，")));
}

TEST_F(SubmitMany, AllOrNothingSubmitsNoneWhileOneHasErrorsAndNamesIt) {
  const std::string folder = FolderOf({"qinghe-education", "qinghe-housing", "qinghe-police"});
  const CommandResult refused = Run({"submit", folder, "--all-or-nothing"});
  EXPECT_EQ(refused.exit_status, 2);
  EXPECT_THAT(refused.output, AllOf(HasSubstr("清禾区住房和城乡建设局 2024年，不能报送：年报有 2 处错误"),
                                    HasSubstr("共 3 份：不能报送 1，全部没有报送\n"), Not(HasSubstr("已报送"))));
  EXPECT_EQ(Filings(), "");

  fs::remove(folder + "/qinghe-housing.txt");
  const CommandResult submitted = Run({"submit", folder, "--all-or-nothing"});
  EXPECT_EQ(submitted.exit_status, 0);
  EXPECT_THAT(submitted.output, AllOf(HasSubstr("清禾区教育局 2024年，已报送\n"), HasSubstr("共 2 份，全部已报送\n")));
  EXPECT_THAT(Filings(), AllOf(HasSubstr("organs/qinghe-education/filings/2024-own"),
                               HasSubstr("organs/qinghe-police/filings/2024-own")));
}

TEST_F(SubmitMany, AllOrNothingAsksForNothingWhenAFileCannotBeRead) {
  const std::string folder = FolderOf({"qinghe-education"});
  const CommandResult result = Run({"submit", folder, folder + "/absent.txt", "--all-or-nothing"});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_EQ(Filings(), "");
}

TEST_F(SubmitMany, ADryRunSaysWhatWouldBecomeOfEachAndKeepsNothing) {
  const CommandResult result =
      Run({"submit", FolderOf({"qinghe-education", "qinghe-housing", "qinghe-police"}), "--dry-run"});
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output,
              AllOf(HasSubstr("清禾区教育局 2024年，可以报送\n"),
                    HasSubstr("清禾区住房和城乡建设局 2024年，未报送，有 2 项错误\n"), HasSubstr("第 185 行"),
                    HasSubstr("共 3 份：可以报送 2，有错误 1，"), HasSubstr("没有保存任何内容\n")));
  EXPECT_EQ(Filings(), "");
}

TEST_F(SubmitMany, OneFileIsOfTheOrganItNames) {
  EXPECT_EQ(Run({"submit", kDistrict + "2024/qinghe-education.txt"}).exit_status, 0);
  EXPECT_THAT(Filings(), HasSubstr("organs/qinghe-education/filings/2024-own"));
}

}  // namespace
}  // namespace nianbao::integration
