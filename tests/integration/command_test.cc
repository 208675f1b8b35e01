// The commands that need no server, on a published report and on the sample district.
#include "tests/integration/suite/command.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "nianbao/validation/v1/validation_service.pb.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kSource = NIANBAO_SOURCE_DIR;
const std::string kPublished = kSource + "/../shared/samples/chaoyang-park-2024.txt";
const std::string kPublishedPdf = kSource + "/../shared/samples/hongze-2023.pdf";

std::string Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// What a report with errors breaks.
std::vector<std::string> Findings(const std::string& path) {
  const CommandResult result = RunNianbao({"validate", path, "--output", "json"});
  EXPECT_EQ(result.exit_status, 1);
  validation::v1::ValidateReportResponse response;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(result.output, &response).ok()) << result.output;
  std::vector<std::string> ids;
  for (const auto& finding : response.verdict().findings()) ids.push_back(finding.id());
  return ids;
}

class PublishedReport : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kPublished)) GTEST_SKIP() << "the published sample is not there: " << kPublished;
  }

  // Writes the report with the first figure after `label` replaced, and returns the path.
  std::string WithFirstFigureAfter(const std::string& label, const std::string& figure) {
    std::string text = Load(kPublished);
    const size_t digit = text.find_first_of("0123456789", text.find(label) + label.size());
    text.replace(digit, 1, figure);
    const std::string path = folder_.path() + "/report.txt";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  TempFolder folder_;
};

TEST_F(PublishedReport, IsReadCellByCell) {
  const CommandResult result = RunNianbao({"import", kPublished, "--output", "cells"});
  EXPECT_EQ(result.exit_status, 0);
  const auto cells = ParseCells(result.output);
  EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 200);
  EXPECT_EQ(cells.size(), 200U);
  for (const auto& [code, value] : cells) {
    const bool two = code == "requests.received.natural_person" || code == "requests.received.total" ||
                     code == "requests.outcomes.granted.natural_person" || code == "requests.outcomes.granted.total" ||
                     code == "requests.outcomes.total.natural_person" || code == "requests.outcomes.total.total";
    EXPECT_EQ(value, two ? "2" : "0") << code;
  }
}

TEST_F(PublishedReport, TellsOrganYearAndFeeStatement) {
  const CommandResult result = RunNianbao({"import", kPublished, "--output", "json"});
  document::v1::ReadDocumentResponse response;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(result.output, &response).ok()) << result.output;
  EXPECT_EQ(response.report().year(), 2024);
  EXPECT_EQ(response.report().organ_name(), "朝阳园管委会（区科学技术和信息化局）");
  const auto& fees = response.report().processing_fees();
  EXPECT_TRUE(fees.has_notices() && fees.has_notified_amount() && fees.has_collected_amount());
  EXPECT_EQ(fees.notices() + fees.notified_amount() + fees.collected_amount(), 0);
}

TEST_F(PublishedReport, IsClean) { EXPECT_EQ(RunNianbao({"validate", kPublished}).exit_status, 0); }

TEST_F(PublishedReport, WithAWrongTotalBreaksItsRowItsColumnAndTheBalance) {
  EXPECT_THAT(Findings(WithFirstFigureAfter("（七）总计", "3")),
              ElementsAre("requests.row_sum/outcomes.total", "requests.column_sum/natural_person",
                          "requests.balance/natural_person"));
}

TEST_F(PublishedReport, WithAWrongResultBreaksItsRowAndItsColumn) {
  EXPECT_THAT(Findings(WithFirstFigureAfter("（一）予以公开", "3")),
              ElementsAre("requests.row_sum/outcomes.granted", "requests.column_sum/natural_person"));
}

TEST_F(PublishedReport, AFindingShowsPrintedNamesAndTheDifference) {
  const CommandResult result = RunNianbao({"validate", WithFirstFigureAfter("（七）总计", "3")});
  EXPECT_THAT(result.output, HasSubstr("（七）总计 · 自然人 = 3"));
  EXPECT_THAT(result.output, HasSubstr("总计填 2，各类申请人合计为 3，相差 1"));
}

TEST(PublishedPdf, BreaksTheTwoSumsOfTableFourThatItPrintsAsNought) {
  if (!std::filesystem::exists(kPublishedPdf)) GTEST_SKIP() << "the published sample is not there: " << kPublishedPdf;
  EXPECT_THAT(Findings(kPublishedPdf),
              ElementsAre("remedies.row_sum/reconsideration", "remedies.row_sum/litigation_after_reconsideration",
                          "narrative.fee_statement_missing", "narrative.scope_fits"));
}

TEST(Commands, TheFormHas200Cells) {
  const CommandResult result = RunNianbao({"form", "--output", "cells"});
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 200);
}

TEST(Commands, RulesComeInFourForms) {
  for (const char* output : {"text", "json", "csv", "md"}) {
    const CommandResult result = RunNianbao({"rules", "--output", output});
    EXPECT_EQ(result.exit_status, 0) << output;
    EXPECT_THAT(result.output, HasSubstr("requests.balance")) << output;
  }
}

TEST(Commands, AMissingFileIsRefused) { EXPECT_EQ(RunNianbao({"import", "/does/not/exist.txt"}).exit_status, 2); }

TEST(Commands, AWrongCommandIsRefused) { EXPECT_EQ(RunNianbao({"imprt"}).exit_status, 2); }

TEST(Commands, AReportWithAHoleIsUnresolvedBeforeItIsWrong) {
  TempFolder folder;
  std::string text = Load(kSource + "/samples/qinghe/2024/qinghe-housing.txt");
  const std::string label = "一、本年新收政府信息公开申请数量";
  const size_t digit = text.find_first_of("0123456789", text.find(label) + label.size());
  text.insert(digit, "约");
  const std::string path = folder.path() + "/report.txt";
  std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(RunNianbao({"validate", path}).exit_status, 3);
}

TEST(Commands, AnErrorOfReadingCounts) {
  TempFolder folder;
  std::string text = Load(kSource + "/samples/qinghe/2023/qinghe-office.txt");
  const std::string year = "2023年";
  for (size_t at; (at = text.find(year)) != std::string::npos;) text.erase(at, year.size());
  const std::string path = folder.path() + "/report.txt";
  std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(RunNianbao({"import", path}).exit_status, 1) << "nothing tells the year";
  EXPECT_EQ(RunNianbao({"validate", path}).exit_status, 1);
}

TEST(Commands, ImportWorksThroughAFolderAndEndsWithASummary) {
  const std::string folder = kSource + "/samples/qinghe/2023";
  const CommandResult result = RunNianbao({"import", folder, "-j", "2"});
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_THAT(result.output, testing::HasSubstr("qinghe-education.txt：清禾区教育局 2023年，读出 200/200 格\n"));
  EXPECT_THAT(result.output, testing::EndsWith("共 13 份：全部读出 13，有未能确定的格 0，另有错误 0，无法读取 0\n"));
  EXPECT_EQ(RunNianbao({"import", folder, "-j", "1"}).output, result.output)
      << "the order does not depend on the threads";
}

TEST(Commands, ImportGoesOnAfterAFileThatCannotBeRead) {
  TempFolder folder;
  std::ofstream(folder.path() + "/a.docx", std::ios::binary) << "\x89PNG\r\n\x1A\n";
  std::ofstream(folder.path() + "/b.txt", std::ios::binary) << Load(kSource + "/samples/qinghe/2023/qinghe-office.txt");
  const CommandResult result = RunNianbao({"import", folder.path()});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_THAT(result.output, testing::HasSubstr("b.txt：清禾区人民政府办公室 2023年，读出 200/200 格\n"));
}

TEST(Commands, ArgumentsInAnotherEncodingAreRefused) {
  EXPECT_EQ(RunNianbao({"form", "--as", "\xD5\xC5"}).exit_status, 2);
}

TEST(Commands, LastYearsReportIsComparedWhenGiven) {
  const std::string district = kSource + "/samples/qinghe/";
  const CommandResult result = RunNianbao({"validate", district + "2024/qinghe-human-resources.txt", "--prior",
                                           district + "2023/qinghe-human-resources.txt"});
  EXPECT_EQ(result.exit_status, 0) << "a warning is no error";
  EXPECT_THAT(result.output, HasSubstr("requests.carry_over/natural_person"));
}

}  // namespace
}  // namespace nianbao::integration
