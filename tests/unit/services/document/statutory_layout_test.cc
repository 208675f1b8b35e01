#include "services/document/domain/statutory_layout.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <map>
#include <set>
#include <string>

#include "libs/form/catalogue.h"
#include "services/document/domain/recognise.h"
#include "services/document/readers/text_reader.h"
#include "tests/unit/services/document/sample_report.h"

namespace nianbao::document::domain {
namespace {

using form::v1::CellMark;
using testing::ElementsAre;
using testing::IsEmpty;

v1::ReadDocumentResponse ReadAgain(const PrintedReport& printed) {
  Budget budget({});
  return Recognise(readers::ReadText(AsSavedText(printed), budget).value());
}

const PrintedTable& TableOf(const PrintedReport& report, int section) { return *report.sections[section - 1].table; }

const PrintedCell* Find(const PrintedTable& table, const std::string& text) {
  for (const PrintedRow& row : table.rows) {
    for (const PrintedCell& cell : row) {
      if (cell.text == text) return &cell;
    }
  }
  return nullptr;
}

// Every place of the grid, by row and column, with the number of cells that cover it.
std::map<std::pair<int, int>, int> Covered(const PrintedTable& table) {
  std::map<std::pair<int, int>, int> covered;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    for (const PrintedCell& cell : table.rows[i]) {
      for (int row = 0; row < cell.rows; ++row) {
        for (int column = 0; column < cell.columns; ++column) ++covered[{i + row, cell.column + column}];
      }
    }
  }
  return covered;
}

TEST(StatutoryLayout, HasTheSixHeadingsInOrder) {
  const PrintedReport printed = StatutoryLayout(SampleReport());
  std::vector<std::string> headings;
  for (const PrintedSection& section : printed.sections) headings.push_back(section.heading);
  EXPECT_THAT(headings, ElementsAre("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                                    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
                                    "六、其他需要报告的事项"));
}

TEST(StatutoryLayout, CoversEveryPlaceOfEveryTableOnce) {
  const PrintedReport printed = StatutoryLayout(SampleReport());
  for (const int section : {2, 3, 4}) {
    const PrintedTable& table = TableOf(printed, section);
    const auto covered = Covered(table);
    EXPECT_EQ(covered.size(), table.rows.size() * table.widths.size()) << "section " << section;
    for (const auto& [place, count] : covered) EXPECT_EQ(count, 1) << place.first << " " << place.second;
  }
}

TEST(StatutoryLayout, HasTheShapeOfTheOfficialForm) {
  const PrintedReport printed = StatutoryLayout(SampleReport());
  EXPECT_EQ(TableOf(printed, 2).rows.size(), 14);
  EXPECT_EQ(TableOf(printed, 2).widths.size(), 4);
  EXPECT_EQ(TableOf(printed, 3).rows.size(), 28);
  EXPECT_EQ(TableOf(printed, 3).widths.size(), 10);
  EXPECT_EQ(TableOf(printed, 4).rows.size(), 4);
  EXPECT_EQ(TableOf(printed, 4).widths.size(), 15);
}

TEST(StatutoryLayout, MergesTitlesAsTheOfficialForm) {
  const PrintedReport printed = StatutoryLayout(SampleReport());
  const auto span = [&](int section, const std::string& text) {
    const PrintedCell* cell = Find(TableOf(printed, section), text);
    return cell == nullptr ? std::make_pair(0, 0) : std::make_pair(cell->rows, cell->columns);
  };
  EXPECT_EQ(span(2, "第二十条第（五）项"), std::make_pair(1, 4));
  EXPECT_EQ(span(2, "本年处理决定数量"), std::make_pair(1, 3));
  EXPECT_EQ(span(3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), std::make_pair(3, 3));
  EXPECT_EQ(span(3, "申请人情况"), std::make_pair(1, 7));
  EXPECT_EQ(span(3, "自然人"), std::make_pair(2, 1));
  EXPECT_EQ(span(3, "法人或其他组织"), std::make_pair(1, 5));
  EXPECT_EQ(span(3, "三、本年度办理结果"), std::make_pair(22, 1));
  EXPECT_EQ(span(3, "（三）不予公开"), std::make_pair(8, 1));
  EXPECT_EQ(span(3, "（七）总计"), std::make_pair(1, 2));
  EXPECT_EQ(span(3, "四、结转下年度继续办理"), std::make_pair(1, 3));
  EXPECT_EQ(span(4, "行政诉讼"), std::make_pair(1, 10));
  EXPECT_EQ(span(4, "结果维持"), std::make_pair(2, 1));
  EXPECT_EQ(span(4, "复议后起诉"), std::make_pair(1, 5));
}

TEST(StatutoryLayout, PrintsNumbersInTheirUnitAndLeavesBlankCellsEmpty) {
  form::v1::AnnualReport report = SampleReport();
  report.mutable_proactive_disclosure()->mutable_rules()->clear_issued();
  const PrintedTable table = *StatutoryLayout(report).sections[1].table;
  const PrintedCell& issued = table.rows[2][1];
  EXPECT_EQ(issued.text, "");
  EXPECT_FALSE(issued.number);
  const PrintedCell& fee = table.rows[13][1];
  EXPECT_EQ(fee.text, "7730.28");
  EXPECT_TRUE(fee.number);
}

TEST(StatutoryLayout, ShowsWhatIsNotApplicableAsItWasPrintedOrAsASlash) {
  form::v1::AnnualReport report;
  const auto printed_as = [&](const std::string& raw, CellMark::State state) {
    report.clear_marks();
    CellMark& mark = *report.add_marks();
    mark.set_cell("proactive_disclosure.rules.issued");
    mark.set_state(state);
    mark.set_raw_text(raw);
    return StatutoryLayout(report).sections[1].table->rows[2][1].text;
  };
  EXPECT_EQ(printed_as("不适用", CellMark::STATE_NOT_APPLICABLE), "不适用");
  EXPECT_EQ(printed_as("", CellMark::STATE_NOT_APPLICABLE), "/");
  EXPECT_EQ(printed_as("没有", CellMark::STATE_NOT_APPLICABLE), "/");
  EXPECT_EQ(printed_as("1 6", CellMark::STATE_UNRESOLVED), "1 6？");
  EXPECT_EQ(printed_as("", CellMark::STATE_UNRESOLVED), "");
}

TEST(StatutoryLayout, NeverPrintsAnUnresolvedCellAsAFigure) {
  form::v1::AnnualReport report;
  CellMark& mark = *report.add_marks();
  mark.set_cell("proactive_disclosure.rules.issued");
  mark.set_state(CellMark::STATE_UNRESOLVED);
  mark.set_raw_text("16");
  EXPECT_EQ(StatutoryLayout(report).sections[1].table->rows[2][1].text, "16？");
}

TEST(StatutoryLayout, PrintsTheFeeFiguresThatSectionSixDoesNotMention) {
  form::v1::AnnualReport report = SampleReport();
  report.mutable_narrative()->clear_other_matters();
  EXPECT_THAT(StatutoryLayout(report).sections[5].paragraphs,
              ElementsAre("发出收费通知的件数为2件，收费通知的总金额为1200元，实际收取的总金额为1000.5元。"));
  report.clear_processing_fees();
  EXPECT_THAT(StatutoryLayout(report).sections[5].paragraphs, IsEmpty());
}

TEST(StatutoryLayout, ComposesFeeSentencesThatAreReadBack) {
  for (int set = 1; set < 8; ++set) {
    for (const int64_t value : {int64_t{0}, int64_t{5}, int64_t{123'456'789}}) {
      form::v1::AnnualReport report = SampleReport();
      report.mutable_narrative()->clear_other_matters();
      report.clear_processing_fees();
      if ((set & 1) != 0) report.mutable_processing_fees()->set_notices(value);
      if ((set & 2) != 0) report.mutable_processing_fees()->set_notified_amount(value);
      if ((set & 4) != 0) report.mutable_processing_fees()->set_collected_amount(value);
      const PrintedReport printed = StatutoryLayout(report);
      EXPECT_EQ(ReadAgain(printed).report().processing_fees().SerializeAsString(),
                report.processing_fees().SerializeAsString())
          << printed.sections[5].paragraphs[0];
    }
  }
}

// Claims are made from the text, which is compared as it stands.
v1::ReadDocumentResponse WithoutClaims(v1::ReadDocumentResponse read) {
  read.mutable_report()->mutable_narrative()->clear_claims();
  return read;
}

TEST(StatutoryLayout, KeepsAWholeReportThroughPrintAndReading) {
  const v1::ReadDocumentResponse read = WithoutClaims(ReadAgain(StatutoryLayout(SampleReport())));
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(read.report(), SampleReport()))
      << read.report().DebugString();
}

TEST(StatutoryLayout, KeepsAnyStateOfAnyCellThroughPrintAndReading) {
  const auto seed = std::random_device{}();
  std::mt19937_64 random(seed);
  for (int i = 0; i < 50; ++i) {
    const form::v1::AnnualReport report = RandomReport(random);
    const v1::ReadDocumentResponse read = WithoutClaims(ReadAgain(StatutoryLayout(report)));
    google::protobuf::util::MessageDifferencer differencer;
    std::string difference;
    differencer.ReportDifferencesToString(&difference);
    EXPECT_TRUE(differencer.Compare(report, read.report())) << "seed " << seed << "\n" << difference;
  }
}

TEST(StatutoryLayout, KeepsNumeralsOfANameApartFromTheYear) {
  for (const std::string organ : {"清溪县第一中学分局", "清溪县三〇二局", "第1分局"}) {
    form::v1::AnnualReport report = SampleReport();
    report.set_organ_name(organ);
    const auto read = ReadAgain(StatutoryLayout(report));
    EXPECT_EQ(read.report().organ_name(), organ);
    EXPECT_EQ(read.report().year(), 2024);
  }
}

TEST(StatutoryLayout, LeavesOutOfTheTitleWhatTheReportDoesNotState) {
  EXPECT_THAT(StatutoryLayout({}).title, ElementsAre("政府信息公开工作年度报告"));
}

TEST(StatutoryLayout, PrintsOneParagraphALineWithoutForbiddenCharacters) {
  form::v1::AnnualReport report;
  constexpr char kOverview[] = "第一\0段\x01\r\n\n  第二段\u2028第\uFFFE三段\t完 \n";
  report.mutable_narrative()->set_overview(std::string(kOverview, sizeof(kOverview) - 1));
  EXPECT_THAT(StatutoryLayout(report).sections[0].paragraphs, ElementsAre("第一段", "第二段", "第三段\t完"));
}

}  // namespace
}  // namespace nianbao::document::domain
