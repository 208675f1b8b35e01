#include "services/validation/domain/validate_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Two applications of natural persons, both granted; nothing else.
form::v1::AnnualReport SmallReport() {
  form::v1::AnnualReport report = ZeroReport(2024);
  for (const char* row : {"received", "outcomes.granted", "outcomes.total"}) {
    for (const char* column : {"natural_person", "total"})
      SetCell(report, absl::StrCat("requests.", row, ".", column), 2);
  }
  return report;
}

absl::Status ErrorOf(const v1::ValidateReportRequest& request) {
  return domain::ValidateReport(rulebook::Delivered(), request).status();
}

TEST(ValidateReport, FindsNothingInAConsistentReport) {
  const v1::Verdict verdict = Validate(ConsistentReport());
  EXPECT_THAT(IdsOf(verdict), IsEmpty());
  EXPECT_EQ(verdict.error_count(), 0);
  EXPECT_EQ(verdict.warning_count(), 0);
}

TEST(ValidateReport, NamesRowSumColumnSumAndBalanceOfAWrongTotal) {
  form::v1::AnnualReport report = SmallReport();
  SetCell(report, "requests.outcomes.total.natural_person", 3);
  const v1::Verdict verdict = Validate(report);
  EXPECT_THAT(IdsOf(verdict), ElementsAre("requests.row_sum/outcomes.total", "requests.column_sum/natural_person",
                                          "requests.balance/natural_person"));
  EXPECT_EQ(verdict.error_count(), 3);
}

TEST(ValidateReport, NamesRowSumAndColumnSumOfAWrongOutcome) {
  form::v1::AnnualReport report = SmallReport();
  SetCell(report, "requests.outcomes.granted.natural_person", 3);
  EXPECT_THAT(IdsOf(Validate(report)),
              ElementsAre("requests.row_sum/outcomes.granted", "requests.column_sum/natural_person"));
}

TEST(ValidateReport, CountsBlankAndNotApplicableAsZeroInSums) {
  form::v1::AnnualReport report = SmallReport();
  MakeBlank(report, "requests.received.enterprise");
  MakeNotApplicable(report, "requests.received.other");
  const v1::Verdict verdict = Validate(report);
  EXPECT_THAT(IdsOf(verdict), ElementsAre("form.requests_blank", "form.cell_not_applicable/requests"));
  EXPECT_EQ(verdict.error_count(), 0);
  EXPECT_EQ(verdict.warning_count(), 2);
}

TEST(ValidateReport, AcceptsNotApplicableInTableTwo) {
  form::v1::AnnualReport report = SmallReport();
  MakeNotApplicable(report, "proactive_disclosure.rules.issued");
  EXPECT_THAT(IdsOf(Validate(report)), IsEmpty());
}

TEST(ValidateReport, DoesNotJudgeSumsOverAnUnresolvedCell) {
  form::v1::AnnualReport report = SmallReport();
  const int before = Validate(report).not_assessable_count();
  MakeUnresolved(report, "requests.outcomes.total.natural_person", "1 6");
  const v1::Verdict verdict = Validate(report);
  EXPECT_THAT(IdsOf(verdict), ElementsAre("form.cell_unresolved/requests"));
  // Row sum, column sum, balance, sign and range.
  EXPECT_EQ(verdict.not_assessable_count(), before + 5);
}

TEST(ValidateReport, ComparesWhatIsCarriedInWithLastYearsReport) {
  form::v1::AnnualReport prior = ZeroReport(2023);
  SetCell(prior, "requests.carried_out.natural_person", 1);
  SetCell(prior, "requests.carried_out.total", 1);
  const v1::Verdict verdict = Validate(SmallReport(), prior);
  EXPECT_THAT(IdsOf(verdict), ElementsAre("requests.carry_over/natural_person", "requests.carry_over/total"));
  EXPECT_EQ(verdict.error_count(), 0);
  const auto& cells = verdict.findings(0).cells();
  ASSERT_EQ(cells.size(), 2);
  EXPECT_EQ(cells[0].cell(), "requests.carried_in.natural_person");
  EXPECT_EQ(cells[0].year(), 0);
  EXPECT_EQ(cells[1].cell(), "requests.carried_out.natural_person");
  EXPECT_EQ(cells[1].year(), 2023);
  EXPECT_EQ(cells[1].value(), "1");
}

TEST(ValidateReport, SaysWhichRulesCouldNotBeAssessedAndWhy) {
  const v1::Verdict verdict = Validate(SmallReport());
  const auto outcome = std::find_if(verdict.outcomes().begin(), verdict.outcomes().end(),
                                    [](const auto& outcome) { return outcome.rule() == "requests.carry_over"; });
  ASSERT_NE(outcome, verdict.outcomes().end());
  EXPECT_EQ(outcome->outcome(), v1::RuleOutcome::OUTCOME_NOT_ASSESSABLE);
  EXPECT_EQ(outcome->lack(), v1::RuleOutcome::LACK_PRIOR);
  EXPECT_EQ(outcome->instances(), 7);
}

TEST(ValidateReport, GivesErrorsBeforeWarnings) {
  form::v1::AnnualReport report = SmallReport();
  form::v1::AnnualReport prior = ZeroReport(2023);
  SetCell(prior, "requests.carried_out.total", 1);
  MakeBlank(report, "remedies.reconsideration.total");
  MakeUnresolved(report, "proactive_disclosure.rules.issued", "?");
  SetCell(report, "remedies.direct_litigation.total", 1);
  EXPECT_THAT(IdsOf(Validate(report, prior)),
              ElementsAre("remedies.row_sum/direct_litigation", "form.cell_unresolved/proactive_disclosure",
                          "form.remedies_blank", "requests.carry_over/total"));
}

TEST(ValidateReport, ShowsSumsBeyond64BitsExactly) {
  form::v1::AnnualReport report = SmallReport();
  SetCell(report, "remedies.reconsideration.upheld", std::numeric_limits<int64_t>::max());
  SetCell(report, "remedies.reconsideration.corrected", std::numeric_limits<int64_t>::max());
  SetCell(report, "remedies.reconsideration.total", -2);
  const v1::Verdict verdict = Validate(report);
  ASSERT_EQ(IdsOf(verdict).front(), "remedies.row_sum/reconsideration");
  EXPECT_EQ(verdict.findings(0).left(), "-2");
  EXPECT_EQ(verdict.findings(0).right(), "18446744073709551614");
  EXPECT_EQ(verdict.findings(0).difference(), "-18446744073709551616");
}

TEST(ValidateReport, GivesTheSameBytesForTheSameRequest) {
  form::v1::AnnualReport report = SmallReport();
  MakeBlank(report, "requests.received.enterprise");
  SetCell(report, "requests.carried_out.total", 5);
  EXPECT_EQ(Validate(report).SerializeAsString(), Validate(report).SerializeAsString());
}

TEST(ValidateReport, NamesWhatItJudgedByDigest) {
  const form::v1::AnnualReport report = SmallReport();
  const form::v1::AnnualReport prior = ZeroReport(2023);
  const v1::Verdict verdict = Validate(report, prior);
  EXPECT_EQ(verdict.report_digest(), digest::Sm3Hex(digest::CanonicalBytes(report)));
  v1::Context context;
  *context.add_prior() = prior;
  EXPECT_EQ(verdict.context_digest(), digest::Sm3Hex(digest::CanonicalBytes(context)));
  EXPECT_EQ(verdict.rulebook_digest(), digest::Sm3Hex(digest::CanonicalBytes(rulebook::Delivered().source)));
  EXPECT_EQ(verdict.rulebook_version(), rulebook::Delivered().source.version());
  EXPECT_EQ(Validate(report).context_digest(), digest::Sm3Hex(""));
}

TEST(ValidateReport, RefusesARequestWithoutReport) {
  const absl::Status error = ErrorOf({});
  EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(error), "FIELD_INVALID");
}

TEST(ValidateReport, RefusesAReportThatContradictsItself) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = SmallReport();
  auto& mark = *request.mutable_report()->add_marks();
  mark.set_cell("requests.received.total");
  mark.set_state(form::v1::CellMark::STATE_UNRESOLVED);
  EXPECT_EQ(status::ReasonOf(ErrorOf(request)), "REPORT_MALFORMED");

  *request.mutable_context()->add_prior() = request.report();
  request.mutable_context()->mutable_prior(0)->set_year(2023);
  request.mutable_report()->clear_marks();
  const absl::Status error = ErrorOf(request);
  EXPECT_EQ(status::ReasonOf(error), "REPORT_MALFORMED");
  EXPECT_THAT(std::string(error.message()), testing::StartsWith("context.prior[0]: "));
}

TEST(ValidateReport, RefusesAPriorReportOfAnotherYear) {
  for (const int year : {2022, 2024, 2025}) {
    v1::ValidateReportRequest request;
    *request.mutable_report() = SmallReport();
    *request.mutable_context()->add_prior() = ZeroReport(year);
    const absl::Status error = ErrorOf(request);
    EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(status::ReasonOf(error), "PRIOR_MISMATCH") << year;
    EXPECT_EQ(status::MetaOf(error, "priorYear"), absl::StrCat(year));
  }
}

TEST(ValidateReport, RefusesAPriorReportOfAnotherScope) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = SmallReport();
  request.mutable_report()->set_scope(form::v1::SCOPE_OWN);
  *request.mutable_context()->add_prior() = ZeroReport(2023);
  request.mutable_context()->mutable_prior(0)->set_scope(form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ(status::ReasonOf(ErrorOf(request)), "PRIOR_MISMATCH");
  request.mutable_context()->mutable_prior(0)->set_scope(form::v1::SCOPE_UNSPECIFIED);
  EXPECT_TRUE(ErrorOf(request).ok());
}

}  // namespace
}  // namespace nianbao::validation
