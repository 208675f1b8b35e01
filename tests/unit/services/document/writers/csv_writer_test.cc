#include "services/document/writers/csv_writer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "services/document/domain/statutory_layout.h"
#include "tests/unit/services/document/sample_report.h"
#include "tests/unit/services/document/writers/printed_sample.h"

namespace nianbao::document::writers {
namespace {

using domain::StatutoryLayout;
using testing::Contains;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> RecordsOf(const domain::PrintedReport& report) {
  return absl::StrSplit(WriteCsv(report).value(), "\r\n");
}

TEST(WriteCsv, BeginsWithAByteOrderMarkSoThatExcelReadsChinese) {
  EXPECT_THAT(WriteCsv({}).value(), StartsWith("\xEF\xBB\xBF"));
}

TEST(WriteCsv, WritesTheLayoutRowByRow) {
  const auto records = RecordsOf(StatutoryLayout(domain::SampleReport()));
  EXPECT_THAT(records, Contains("行政规范性文件,1003,1004,1005,,,,,,,,,,,"));
  EXPECT_THAT(records, Contains("行政事业性收费,7730.28,,,,,,,,,,,,,"));
  EXPECT_THAT(records, Contains("三、本年度办理结果,（一）予以公开,,1024,1025,1026,1027,1028,1029,1030,,,,,"));
  EXPECT_THAT(records, Contains(",,2.其他法律行政法规禁止公开,1045,1046,1047,1048,1049,1050,1051,,,,,"));
}

TEST(WriteCsv, GivesEveryRecordTheSameNumberOfFields) {
  for (const std::string& record : RecordsOf(StatutoryLayout(domain::SampleReport()))) {
    if (record.empty()) continue;
    EXPECT_EQ(std::count(record.begin(), record.end(), ','), 14) << record;
  }
}

TEST(WriteCsv, QuotesCommasAndQuotes) {
  EXPECT_THAT(RecordsOf(OneParagraph("他说\"好\",走了")), Contains("\"他说\"\"好\"\",走了\""));
}

TEST(WriteCsv, QuotesWhatSeparatesFieldsInOtherDialects) {
  EXPECT_THAT(RecordsOf(OneParagraph("甲;乙\t丙")), Contains("\"甲;乙\t丙\""));
}

TEST(WriteCsv, MarksApostrophesThatAReaderWouldTakeForItsOwn) {
  EXPECT_THAT(RecordsOf(OneParagraph("'=1")), Contains("''=1"));
  EXPECT_THAT(RecordsOf(OneParagraph("'好'")), Contains("'好'"));
}

TEST(WriteCsv, DisarmsTextsThatASpreadsheetWouldCompute) {
  for (const std::string text : {"=1+1", "+1-1", "-2+3", "@SUM(A1)", "＝1+1", "=cmd|' /C calc'!A0"}) {
    EXPECT_THAT(RecordsOf(OneParagraph(text)), Contains("'" + text));
    EXPECT_THAT(RecordsOf(OneParagraph(text)), Not(Contains(text)));
  }
}

TEST(WriteCsv, LeavesNegativeNumbersAndDashesAlone) {
  form::v1::AnnualReport report;
  report.mutable_proactive_disclosure()->set_licensing_decisions(-5);
  auto& mark = *report.add_marks();
  mark.set_cell("proactive_disclosure.penalty_decisions");
  mark.set_state(form::v1::CellMark::STATE_NOT_APPLICABLE);
  mark.set_raw_text("--");
  const auto records = RecordsOf(StatutoryLayout(report));
  EXPECT_THAT(records, Contains(StartsWith("行政许可,-5,")));
  EXPECT_THAT(records, Contains(StartsWith("行政处罚,--,")));
}

}  // namespace
}  // namespace nianbao::document::writers
