// What the rules say about the written sections.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using form::v1::NarrativeClaim;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

v1::ValidateReportRequest RequestFor(const form::v1::AnnualReport& report) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = report;
  return request;
}

std::vector<std::string> WithOverview(const std::string& overview) {
  form::v1::AnnualReport report = ZeroReport(2024);
  report.mutable_narrative()->set_overview(overview);
  return IdsOf(Validate(report));
}

NarrativeClaim& AddClaim(form::v1::AnnualReport& report, NarrativeClaim::Subject subject, int64_t figure) {
  NarrativeClaim& claim = *report.mutable_narrative()->add_claims();
  claim.set_subject(subject);
  claim.set_measure(NarrativeClaim::MEASURE_FIGURE);
  claim.set_min(figure);
  claim.set_max(figure);
  claim.set_sentence("全年若干件。");
  claim.set_section(1);
  return claim;
}

TEST(TextRules, AskForEachSection) {
  form::v1::AnnualReport report = ZeroReport(2024);
  report.clear_narrative();
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("narrative.overview_missing", "narrative.problems_missing"));
  report = ZeroReport(2024);
  report.mutable_narrative()->set_problems_and_improvements("  无。 ");
  EXPECT_THAT(IdsOf(Validate(report)), Contains("narrative.problems_missing"));
  report.mutable_narrative()->set_problems_and_improvements("公开的信息不多，群众反映查找不便。");
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("narrative.improvements_missing"));
}

TEST(TextRules, FindALongOverviewButDoNotStopIt) {
  std::string overview;
  for (int i = 0; i < 1001; ++i) overview += "公";
  EXPECT_THAT(WithOverview(overview), ElementsAre("narrative.overview_long"));
  EXPECT_THAT(WithOverview(overview.substr(3)), IsEmpty());
}

TEST(TextRules, WantAGovernmentToReportOnAssessmentAppraisalAndAccountability) {
  v1::ValidateReportRequest request = RequestFor(ZeroReport(2024));
  request.mutable_context()->mutable_organ()->set_kind(organ::v1::ORGAN_KIND_GOVERNMENT);
  EXPECT_THAT(IdsOf(Judge(request)), ElementsAre("narrative.government_assessment", "narrative.government_appraisal",
                                                 "narrative.government_accountability"));
  request.mutable_report()->mutable_narrative()->set_overview("开展了工作考核和社会评议，没有责任追究情形。");
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
}

TEST(TextRules, FindFeesThatSectionSixDenies) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "proactive_disclosure.administrative_fees", 5'000000);
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
  report.mutable_narrative()->set_other_matters("无。");
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("disclosure.fees_not_denied"));
}

TEST(TextRules, WantTheFeeStatementToBeStated) {
  form::v1::AnnualReport report = ZeroReport(2024);
  report.mutable_processing_fees()->clear_notices();
  const v1::Verdict verdict = Validate(report);
  ASSERT_THAT(IdsOf(verdict), ElementsAre("narrative.fee_statement_missing"));
  EXPECT_THAT(verdict.findings(0).message().zh_cn(), HasSubstr("“发出收费通知的件数”"));
}

TEST(Predicates, FindAPeriodThatIsNotTheYear) {
  EXPECT_THAT(WithOverview("本报告中数据的统计期限自2024年1月1日起至2024年12月31日止。"), IsEmpty());
  EXPECT_THAT(WithOverview("本报告中数据的统计期限自2023年1月1日起至2023年12月31日止。"),
              ElementsAre("narrative.period_is_the_year"));
  EXPECT_THAT(WithOverview("统计期限为2024年1月1日至11月30日。"), ElementsAre("narrative.period_is_the_year"));
  EXPECT_THAT(WithOverview("2023年3月1日至2023年5月1日开展了专项整治。"), IsEmpty());
}

TEST(Predicates, FindASentenceLeftFromLastYear) {
  EXPECT_THAT(WithOverview("2023年，本机关收到政府信息公开申请3件。"), ElementsAre("narrative.speaks_of_the_year"));
  EXPECT_THAT(WithOverview("2024年，本机关收到政府信息公开申请3件，比2023年增加1件。"), IsEmpty());
  EXPECT_THAT(WithOverview("与2023年相比，收到的申请减少。"), IsEmpty());
}

TEST(Predicates, FindIdentityNumbersByTheirCheckDigit) {
  EXPECT_THAT(WithOverview("申请人身份证号11010519491231002X。"), ElementsAre("narrative.identity_number"));
  EXPECT_THAT(WithOverview("编号110105194912310021。"), IsEmpty());
  EXPECT_THAT(WithOverview("统一社会信用代码91350100M000100Y43。"), IsEmpty());
}

TEST(Predicates, FindMobileNumbersAndSecrecyMarkings) {
  EXPECT_THAT(WithOverview("联系电话13800138000。"), ElementsAre("narrative.mobile_number"));
  EXPECT_THAT(WithOverview("联系电话0517-83900000，编号2138001380001。"), IsEmpty());
  EXPECT_THAT(WithOverview("机密★一年。有关情况如下。"), ElementsAre("narrative.secrecy_marking"));
}

TEST(Predicates, FindFiguresThatAreLastYearsAgain) {
  form::v1::AnnualReport prior = ConsistentReport();
  prior.set_year(2024);
  EXPECT_THAT(IdsOf(Validate(ConsistentReport(), prior)), Contains("report.not_the_prior_figures"));
  prior.mutable_remedies()->mutable_reconsideration()->set_upheld(1);
  EXPECT_THAT(IdsOf(Validate(ConsistentReport(), prior)), Not(Contains("report.not_the_prior_figures")));
  EXPECT_THAT(IdsOf(Validate(ZeroReport(2024), ZeroReport(2023))), IsEmpty());
}

TEST(Predicates, FindAMissingPriorReportOnlyWhereOneIsExpected) {
  v1::ValidateReportRequest request = RequestFor(ZeroReport(2024));
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
  request.mutable_context()->set_prior_expected(true);
  EXPECT_THAT(IdsOf(Judge(request)), ElementsAre("report.prior_is_there"));
}

TEST(Predicates, RecordLatenessWithoutStoppingIt) {
  v1::ValidateReportRequest request = RequestFor(ZeroReport(2024));
  request.mutable_context()->set_due_date("2025-01-31");
  request.mutable_context()->set_filing_date("2025-01-31");
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
  request.mutable_context()->set_filing_date("2025-02-03");
  const v1::Verdict verdict = Judge(request);
  ASSERT_THAT(IdsOf(verdict), ElementsAre("filing.in_time"));
  EXPECT_EQ(verdict.findings(0).severity(), finding::v1::SEVERITY_INFO);
  EXPECT_THAT(verdict.findings(0).message().zh_cn(), HasSubstr("晚于应报送日期 3 天"));
}

TEST(Predicates, FindATextThatIsAnotherOrgansAndShowItBesideThis) {
  std::string text;
  for (const char* part : {"本年度", "围绕", "群众关切", "及时", "公开", "重点领域", "信息", "健全", "工作机制", "完善",
                           "平台建设", "加强", "业务培训", "严格", "审查程序", "做好", "政策解读", "回应社会关切"}) {
    text += std::string(part) + "并取得实效，";
  }
  v1::ValidateReportRequest request = RequestFor(ZeroReport(2024));
  request.mutable_report()->mutable_narrative()->set_overview(text + "共5件。");
  v1::Companion& other = *request.mutable_context()->add_companions();
  other.set_title("另一机关");
  other.set_year(2024);
  *other.mutable_narrative() = request.report().narrative();
  other.mutable_narrative()->set_overview(text + "共7件。");
  const v1::Verdict verdict = Judge(request);
  ASSERT_THAT(IdsOf(verdict), ElementsAre("narrative.alike"));
  const auto& finding = verdict.findings(0);
  EXPECT_THAT(finding.message().zh_cn(), HasSubstr("与另一机关2024年年报相同"));
  ASSERT_GE(finding.quotes_size(), 2);
  EXPECT_EQ(finding.quotes(0).organ(), "");
  EXPECT_EQ(finding.quotes(1).organ(), "另一机关");
  other.mutable_narrative()->set_overview("今年主要做了三件事，分别是清理旧文件、改版网站栏目、答复来信来访的群众。");
  other.mutable_narrative()->clear_problems_and_improvements();
  other.mutable_narrative()->clear_other_matters();
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
}

TEST(Claims, AreComparedWithTheTables) {
  form::v1::AnnualReport report = ConsistentReport();
  AddClaim(report, NarrativeClaim::SUBJECT_RECEIVED, 14069);
  AddClaim(report, NarrativeClaim::SUBJECT_RECEIVED, 14069 + 560);
  AddClaim(report, NarrativeClaim::SUBJECT_ANSWERED, 13810);
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_OUT, 819);
  AddClaim(report, NarrativeClaim::SUBJECT_LITIGATION, 56 + 156);
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
  AddClaim(report, NarrativeClaim::SUBJECT_REFUSED, 731).set_sentence("不予公开731件。");
  AddClaim(report, NarrativeClaim::SUBJECT_REFUSED, 731).set_sentence("另见不予公开731件。");
  AddClaim(report, NarrativeClaim::SUBJECT_REFUSED, 732);
  const v1::Verdict verdict = Validate(report);
  ASSERT_THAT(IdsOf(verdict), ElementsAre("narrative.outcomes/refused", "narrative.outcomes/refused/2"));
  EXPECT_EQ(verdict.findings(0).severity(), finding::v1::SEVERITY_WARNING);
  EXPECT_EQ(verdict.findings(0).left(), "731");
  EXPECT_EQ(verdict.findings(0).right(), "730");
  ASSERT_EQ(verdict.findings(0).quotes_size(), 2);
  EXPECT_EQ(verdict.findings(0).quotes(0).text(), "不予公开731件。");
}

TEST(Claims, TakeBoundsForWhatTheyAre) {
  form::v1::AnnualReport report = ConsistentReport();
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_IN, 500).clear_max();
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_IN, 600).clear_min();
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_IN, 561).clear_max();
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("narrative.carried_in/carried_in"));
}

TEST(Claims, OnOtherYearsOtherScopesAndLongerTimesAreNotAsked) {
  form::v1::AnnualReport report = ConsistentReport();
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_IN, 1).set_other_year(true);
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_IN, 2).set_cumulative(true);
  AddClaim(report, NarrativeClaim::SUBJECT_CARRIED_IN, 3).set_coverage(NarrativeClaim::COVERAGE_AREA);
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
  report.set_scope(form::v1::SCOPE_ROLL_UP);
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("narrative.carried_in/carried_in"));
}

TEST(Claims, MayBeAPointOffWhenTheyAreShares) {
  form::v1::AnnualReport report = ConsistentReport();
  NarrativeClaim& claim = AddClaim(report, NarrativeClaim::SUBJECT_GRANTED, 4017);
  claim.set_measure(NarrativeClaim::MEASURE_SHARE);
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
  claim.set_min(4200);
  claim.set_max(4200);
  const v1::Verdict verdict = Validate(report);
  ASSERT_THAT(IdsOf(verdict), ElementsAre("narrative.outcome_shares/granted"));
  EXPECT_EQ(verdict.findings(0).left(), "42");
  EXPECT_EQ(verdict.findings(0).right(), "40.17");
}

TEST(Claims, OnAWiderAreaWithTheFiguresOfTheTablesShowAWrongScope) {
  form::v1::AnnualReport report = ConsistentReport();
  AddClaim(report, NarrativeClaim::SUBJECT_RECEIVED, 14069).set_coverage(NarrativeClaim::COVERAGE_AREA);
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
  report.set_scope(form::v1::SCOPE_OWN);
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("narrative.scope_fits"));
}

}  // namespace
}  // namespace nianbao::validation
