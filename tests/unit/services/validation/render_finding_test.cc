#include "services/validation/domain/render_finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

finding::v1::Finding OnlyFinding(const form::v1::AnnualReport& report) {
  const v1::Verdict verdict = Validate(report);
  EXPECT_EQ(verdict.findings_size(), 1);
  return verdict.findings(0);
}

std::vector<std::string> CellsOf(const finding::v1::Finding& finding) {
  std::vector<std::string> cells;
  for (const auto& cell : finding.cells()) cells.push_back(cell.cell() + "=" + cell.value());
  return cells;
}

TEST(RenderFinding, TellsTheClerkWhichFiguresDisagreeAndByHowMuch) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "remedies.direct_litigation.upheld", 2);
  SetCell(report, "remedies.direct_litigation.total", 3);
  const finding::v1::Finding finding = OnlyFinding(report);
  EXPECT_EQ(finding.rule(), "remedies.row_sum");
  EXPECT_EQ(finding.severity(), finding::v1::SEVERITY_ERROR);
  EXPECT_EQ(finding.left(), "3");
  EXPECT_EQ(finding.right(), "2");
  EXPECT_EQ(finding.difference(), "1");
  EXPECT_EQ(finding.message().zh_cn(),
            "“行政诉讼 未经复议直接起诉”：总计填 3，各种结果（含尚未审结）合计为 2，相差 1。请核对该类的五个数。");
  EXPECT_EQ(finding.message().en(),
            "\"行政诉讼 未经复议直接起诉\": the total says 3, the results (pending cases included) add up to 2; they "
            "differ by 1. Check the five figures of this kind.");
}

TEST(RenderFinding, SaysTheDifferenceWithoutSignInTheSentenceOnly) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "remedies.reconsideration.pending", 4);
  const finding::v1::Finding finding = OnlyFinding(report);
  EXPECT_EQ(finding.difference(), "-4");
  EXPECT_THAT(finding.message().zh_cn(), HasSubstr("相差 4。"));
}

TEST(RenderFinding, ListsTheTotalAndOnlyThePartsThatAreNotZero) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "requests.received.natural_person", 5);
  SetCell(report, "requests.received.legal_service", 1);
  SetCell(report, "requests.carried_out.natural_person", 5);
  SetCell(report, "requests.carried_out.legal_service", 1);
  SetCell(report, "requests.carried_out.total", 6);
  SetCell(report, "requests.received.total", 6);
  SetCell(report, "requests.carried_in.total", 7);
  const v1::Verdict verdict = Validate(report);
  ASSERT_THAT(IdsOf(verdict),
              ElementsAre("requests.row_sum/carried_in", "requests.balance/total", "requests.carried_out_is_small"));
  EXPECT_THAT(CellsOf(verdict.findings(0)), ElementsAre("requests.carried_in.total=7"));
  EXPECT_THAT(CellsOf(verdict.findings(1)),
              ElementsAre("requests.received.total=6", "requests.carried_in.total=7", "requests.outcomes.total.total=0",
                          "requests.carried_out.total=6"));
}

TEST(RenderFinding, ShowsCellsByTheirPrintedTitles) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "requests.outcomes.refused.state_secret.enterprise", -1);
  const v1::Verdict verdict = Validate(report);
  const finding::v1::Finding& sign = verdict.findings(2);
  ASSERT_EQ(sign.rule(), "form.count_not_negative");
  EXPECT_EQ(sign.cells(0).printed_name(), "（三）不予公开 1.属于国家秘密 · 法人或其他组织 商业企业");
  EXPECT_THAT(sign.message().zh_cn(), HasSubstr("“（三）不予公开 1.属于国家秘密 · 法人或其他组织 商业企业”填 -1"));
  EXPECT_THAT(verdict.findings(0).message().zh_cn(), HasSubstr("“（三）不予公开 1.属于国家秘密”一行"));
  EXPECT_THAT(verdict.findings(1).message().zh_cn(), HasSubstr("“法人或其他组织 商业企业”一列"));
}

TEST(RenderFinding, ShowsMoneyInItsPrintedUnit) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "proactive_disclosure.administrative_fees", -7730'280000);
  const finding::v1::Finding finding = Validate(report).findings(0);
  EXPECT_EQ(finding.left(), "-7730.28");
  EXPECT_EQ(finding.right(), "0");
  EXPECT_THAT(CellsOf(finding), ElementsAre("proactive_disclosure.administrative_fees=-7730.28"));
}

TEST(RenderFinding, TellsBlankFromZeroAndFromNotApplicable) {
  form::v1::AnnualReport report = ZeroReport(2024);
  MakeBlank(report, "requests.received.natural_person");
  MakeNotApplicable(report, "requests.carried_in.natural_person");
  SetCell(report, "requests.carried_out.natural_person", 1);
  SetCell(report, "requests.carried_out.other", -1);
  const v1::Verdict verdict = Validate(report);
  ASSERT_EQ(IdsOf(verdict)[0], "requests.balance/natural_person");
  EXPECT_THAT(CellsOf(verdict.findings(0)),
              ElementsAre("requests.received.natural_person=", "requests.carried_in.natural_person=/",
                          "requests.outcomes.total.natural_person=0", "requests.carried_out.natural_person=1"));
  const auto blank = std::find_if(verdict.findings().begin(), verdict.findings().end(),
                                  [](const auto& finding) { return finding.id() == "form.requests_blank"; });
  ASSERT_NE(blank, verdict.findings().end());
  EXPECT_THAT(blank->message().zh_cn(), HasSubstr("空白单元格：“一、本年新收政府信息公开申请数量 · 自然人”。"));
}

TEST(RenderFinding, ShowsTheTextOfAnUnresolvedCell) {
  form::v1::AnnualReport report = ZeroReport(2024);
  MakeUnresolved(report, "remedies.reconsideration.upheld", "3件");
  const finding::v1::Finding finding = OnlyFinding(report);
  EXPECT_EQ(finding.id(), "form.cell_unresolved/remedies");
  EXPECT_THAT(CellsOf(finding), ElementsAre("remedies.reconsideration.upheld=3件"));
  EXPECT_THAT(finding.message().zh_cn(), HasSubstr("“政府信息公开行政复议、行政诉讼情况”表中"));
  EXPECT_THAT(finding.message().zh_cn(), HasSubstr("“行政复议 结果维持”（3件）"));
}

TEST(RenderFinding, CutsALongTextBetweenCharacters) {
  form::v1::AnnualReport report = ZeroReport(2024);
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "件";
  MakeUnresolved(report, "remedies.reconsideration.upheld", text);
  // 33 characters of three bytes; the 34th would pass byte 100.
  EXPECT_EQ(OnlyFinding(report).cells(0).value(), text.substr(0, 99));
}

TEST(RenderFinding, NamesTheFirstCellsOfManyAndCountsTheRest) {
  form::v1::AnnualReport report = ZeroReport(2024);
  for (const char* kind : {"reconsideration", "direct_litigation"}) {
    for (const char* result : {"upheld", "corrected", "other", "pending", "total"}) {
      MakeBlank(report, std::string("remedies.") + kind + "." + result);
    }
  }
  const finding::v1::Finding finding = OnlyFinding(report);
  EXPECT_EQ(finding.cells_size(), 10);
  EXPECT_THAT(finding.message().zh_cn(), HasSubstr("“行政诉讼 未经复议直接起诉 其他结果”等共 10 个单元格"));
  EXPECT_THAT(finding.message().zh_cn(), Not(HasSubstr("直接起诉 尚未审结")));
}

}  // namespace
}  // namespace nianbao::validation
