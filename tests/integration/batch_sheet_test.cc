// Batch sheets, as an office without any other program than its spreadsheets uses them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "absl/strings/str_replace.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

std::string ContentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class BatchSheet : public testing::Test {
 protected:
  // A district without any report.
  struct District {
    District() { EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0); }

    CommandResult Run(std::vector<std::string> arguments) {
      for (const std::string& more :
           {std::string("--server"), suite.AddressOf("nianbao"), std::string("--as"), std::string("区政务公开办")}) {
        arguments.push_back(more);
      }
      return RunNianbao(arguments);
    }
    std::string Filings() { return Run({"filing", "list"}).output; }

    Suite suite{Shape::kOneProcess};
  };

  // The sheet of a district in which these reports were filed.
  std::string SheetWith(const std::vector<std::string>& organs, const std::string& ending) {
    District filed;
    std::vector<std::string> submit = {"submit"};
    for (const std::string& organ : organs) submit.push_back(kDistrict + "2024/" + organ + ".txt");
    filed.Run(submit);
    const std::string path = district_.suite.data_folder() + "/sheet." + ending;
    EXPECT_EQ(filed.Run({"batch", "export", "qinghe", "--year", "2024", "--to", ending, "-o", path}).exit_status, 0);
    return path;
  }

  District district_;
};

class BatchSheetOf : public BatchSheet, public testing::WithParamInterface<std::string> {};

TEST_P(BatchSheetOf, ReportsOfOneInstallationAreSubmittedToAnother) {
  const std::string sheet = SheetWith({"qinghe-education", "qinghe-police"}, GetParam());
  const CommandResult tried = district_.Run({"batch", "submit", sheet, "--dry-run"});
  EXPECT_EQ(tried.exit_status, 0);
  EXPECT_THAT(tried.output, HasSubstr("共 2 份：可以报送 2，有错误 0，"));
  EXPECT_EQ(district_.Filings(), "");

  const CommandResult submitted = district_.Run({"batch", "submit", sheet});
  EXPECT_EQ(submitted.exit_status, 0);
  EXPECT_THAT(submitted.output, HasSubstr("清禾区教育局 2024年，已报送\n"));
  EXPECT_THAT(district_.Filings(),
              AllOf(HasSubstr("qinghe-education/filings/2024-own"), HasSubstr("qinghe-police/filings/2024-own")));
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, BatchSheetOf, testing::Values("xlsx", "csv", "json"),
                         [](const auto& param) { return param.param; });

TEST_F(BatchSheet, AMistakeIsNamedByItsPlaceInTheSheet) {
  const std::string sheet = SheetWith({"qinghe-education", "qinghe-housing"}, "xlsx");
  const CommandResult result = district_.Run({"batch", "submit", sheet});
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output,
              AllOf(HasSubstr("第 8 行：清禾区住房和城乡建设局 2024年，未报送，有 2 项错误，草稿已保存\n"),
                    HasSubstr("共 2 份：已报送 1，有错误 1，")));
  EXPECT_THAT(result.output, testing::ContainsRegex("= 2（工作表“批量表”第 8 行 [A-Z]+ 列）"));
}

TEST_F(BatchSheet, AllOrNothingSubmitsNoneWhileARowHasErrors) {
  const std::string sheet = SheetWith({"qinghe-education", "qinghe-housing"}, "csv");
  const CommandResult result = district_.Run({"batch", "submit", sheet, "--all-or-nothing"});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_THAT(result.output, HasSubstr("全部没有报送"));
  EXPECT_EQ(district_.Filings(), "");
}

TEST_F(BatchSheet, ATemplateHasARowForEachOrganThatOwesAReport) {
  const std::string path = district_.suite.data_folder() + "/template.csv";
  ASSERT_EQ(district_.Run({"batch", "template", "qinghe", "--year", "2024", "--to", "csv", "-o", path}).exit_status, 0);
  const std::string content = ContentOf(path);
  EXPECT_THAT(content,
              AllOf(HasSubstr("\r\nqinghe-education,清禾区教育局,2024,"), HasSubstr("\r\norgan,organ_name,year,")));
  const CommandResult result = district_.Run({"batch", "submit", path});
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_THAT(result.output, HasSubstr("行只有机关名称，没有填写，已略过\n共 0 份"));
  EXPECT_THAT(district_.Run({"batch", "submit", path, "--output", "json"}).output, HasSubstr("\"unfilledRows\": "));
}

TEST_F(BatchSheet, ARowOfNobodyInTheRosterStopsNoOther) {
  const std::string sheet = SheetWith({"qinghe-education", "qinghe-police"}, "csv");
  std::string content = ContentOf(sheet);
  content = absl::StrReplaceAll(content, {{"qinghe-police,", "qinghe-polcie,"}});
  std::ofstream(sheet, std::ios::binary) << content;
  const CommandResult result = district_.Run({"batch", "submit", sheet});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_THAT(result.output, AllOf(HasSubstr("清禾区教育局 2024年，已报送\n"), HasSubstr("共 2 份：已报送 1，")));
}

TEST_F(BatchSheet, AnEmptySheetNeedsNoServer) {
  const std::string path = district_.suite.data_folder() + "/empty.xlsx";
  EXPECT_EQ(RunNianbao({"batch", "template", "--to", "xlsx", "-o", path}).exit_status, 0);
  EXPECT_THAT(ContentOf(path).substr(0, 2), "PK");
}

}  // namespace
}  // namespace nianbao::integration
