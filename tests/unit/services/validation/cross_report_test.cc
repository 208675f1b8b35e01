// What the rules say about figures of other years and other organs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "libs/form/cell_vector.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::ValidateReportRequest RollUp() {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ZeroReport(2024);
  request.mutable_report()->set_scope(form::v1::SCOPE_ROLL_UP);
  return request;
}

void AddPart(v1::ValidateReportRequest& request, const std::string& title, int64_t licences) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "proactive_disclosure.licensing_decisions", licences);
  v1::Part& part = *request.mutable_context()->add_parts();
  part.set_title(title);
  *part.mutable_cells() = form::ToProto(form::VectorOf(report).value());
}

const v1::RuleOutcome* OutcomeOf(const v1::Verdict& verdict, const std::string& rule) {
  const auto found = std::find_if(verdict.outcomes().begin(), verdict.outcomes().end(),
                                  [&](const auto& outcome) { return outcome.rule() == rule; });
  return found == verdict.outcomes().end() ? nullptr : &*found;
}

TEST(RollUp, IsComparedWithTheSumOfItsPartsCellByCell) {
  v1::ValidateReportRequest request = RollUp();
  AddPart(request, "本级", 3);
  AddPart(request, "教育局", 4);
  SetCell(*request.mutable_report(), "proactive_disclosure.licensing_decisions", 7);
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
  SetCell(*request.mutable_report(), "proactive_disclosure.licensing_decisions", 9);
  const v1::Verdict verdict = Judge(request);
  ASSERT_THAT(IdsOf(verdict), ElementsAre("rollup.equals_parts/proactive_disclosure.licensing_decisions"));
  EXPECT_EQ(verdict.findings(0).left(), "9");
  EXPECT_EQ(verdict.findings(0).right(), "7");
}

TEST(RollUp, IsUncertainWhileAPartIsMissingAndNamesIt) {
  v1::ValidateReportRequest request = RollUp();
  AddPart(request, "本级", 3);
  request.mutable_context()->add_parts()->set_title("卫生健康局");
  SetCell(*request.mutable_report(), "proactive_disclosure.licensing_decisions", 9);
  const v1::Verdict verdict = Judge(request);
  EXPECT_THAT(IdsOf(verdict), IsEmpty());
  const v1::RuleOutcome* const outcome = OutcomeOf(verdict, "rollup.equals_parts");
  ASSERT_NE(outcome, nullptr);
  EXPECT_EQ(outcome->outcome(), v1::RuleOutcome::OUTCOME_UNCERTAIN);
  EXPECT_EQ(outcome->instances(), 200);
  EXPECT_THAT(outcome->missing(), ElementsAre("卫生健康局"));
  EXPECT_EQ(outcome->missing_count(), 1);
}

TEST(RollUp, BelowOneOfItsPartsIsWrongWhateverIsMissing) {
  v1::ValidateReportRequest request = RollUp();
  AddPart(request, "教育局", 4);
  request.mutable_context()->add_parts()->set_title("卫生健康局");
  SetCell(*request.mutable_report(), "proactive_disclosure.licensing_decisions", 2);
  const v1::Verdict verdict = Judge(request);
  EXPECT_THAT(IdsOf(verdict), ElementsAre("rollup.not_below_a_part/proactive_disclosure.licensing_decisions"));
  EXPECT_EQ(verdict.error_count(), 1);
}

TEST(RollUp, CannotBeAssessedWithoutParts) {
  const v1::Verdict verdict = Judge(RollUp());
  const v1::RuleOutcome* const outcome = OutcomeOf(verdict, "rollup.equals_parts");
  ASSERT_NE(outcome, nullptr);
  EXPECT_EQ(outcome->outcome(), v1::RuleOutcome::OUTCOME_NOT_ASSESSABLE);
  EXPECT_EQ(outcome->lack(), v1::RuleOutcome::LACK_PARTS);
}

TEST(RollUp, IsNotAskedOfAReportOfTheOrganAlone) {
  v1::ValidateReportRequest request = RollUp();
  request.mutable_report()->set_scope(form::v1::SCOPE_OWN);
  AddPart(request, "教育局", 4);
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
}

TEST(Prior, IsTheSumOfThePredecessorsOfAMergedOrgan) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ZeroReport(2024);
  SetCell(*request.mutable_report(), "proactive_disclosure.normative_documents.in_force", 30);
  for (const int in_force : {10, 20}) {
    form::v1::AnnualReport& prior = *request.mutable_context()->add_prior();
    prior = ZeroReport(2023);
    SetCell(prior, "proactive_disclosure.normative_documents.in_force", in_force);
  }
  EXPECT_THAT(IdsOf(Judge(request)), ElementsAre("report.not_the_prior_figures"));
  request.mutable_context()->mutable_prior()->RemoveLast();
  EXPECT_THAT(IdsOf(Judge(request)), ElementsAre("disclosure.stock_follows/normative_documents"));
}

TEST(Prior, OfThe2019EditionIsComparedOnlyWhereTheFiguresMeanTheSame) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ZeroReport(2021);
  form::v1::AnnualReport2019& prior = *request.mutable_context()->add_prior_2019();
  prior.set_year(2020);
  prior.mutable_requests()->mutable_carried_out()->set_total(2);
  const v1::Verdict verdict = Judge(request);
  EXPECT_THAT(IdsOf(verdict), ElementsAre("requests.carry_over/total"));
  const v1::RuleOutcome* const stock = OutcomeOf(verdict, "disclosure.stock_follows");
  ASSERT_NE(stock, nullptr);
  EXPECT_EQ(stock->outcome(), v1::RuleOutcome::OUTCOME_NOT_ASSESSABLE);
}

struct Jump {
  const char* cell;
  int64_t before;
  int64_t now;
  const char* finding;
};

TEST(Prior, ShowsFiguresThatJumped) {
  const Jump jumps[] = {
      {"proactive_disclosure.administrative_fees", 10'000000, 10000'000000, "disclosure.fee_grew_thousandfold"},
      {"proactive_disclosure.administrative_fees", 10000'000000, 10'000000, "disclosure.fee_fell_thousandfold"},
      {"proactive_disclosure.licensing_decisions", 10, 100,
       "disclosure.count_grew_tenfold/proactive_disclosure.licensing_decisions"},
      {"proactive_disclosure.licensing_decisions", 100, 10,
       "disclosure.count_fell_tenfold/proactive_disclosure.licensing_decisions"},
      {"remedies.reconsideration.pending", 1, 0, "remedies.pending_appear/reconsideration"},
  };
  for (const Jump& jump : jumps) {
    form::v1::AnnualReport report = ZeroReport(2024), prior = ZeroReport(2023);
    SetCell(prior, jump.cell, jump.before);
    SetCell(report, jump.cell, jump.now);
    EXPECT_THAT(IdsOf(Validate(report, prior)), Contains(jump.finding));
    EXPECT_THAT(IdsOf(Validate(report)), testing::Not(Contains(jump.finding)));
    SetCell(prior, jump.cell, jump.now);
    EXPECT_THAT(IdsOf(Validate(report, prior)), testing::Not(Contains(jump.finding)));
  }
}

TEST(Organ, WithoutAPowerReportsNoUseOfIt) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ZeroReport(2024);
  SetCell(*request.mutable_report(), "proactive_disclosure.rules.issued", 1);
  SetCell(*request.mutable_report(), "proactive_disclosure.rules.in_force", 1);
  SetCell(*request.mutable_report(), "proactive_disclosure.penalty_decisions", 6);
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
  request.mutable_context()->mutable_organ()->add_lacks(organ::v1::POWER_RULE_MAKING);
  request.mutable_context()->mutable_organ()->add_lacks(organ::v1::POWER_PENALTY);
  EXPECT_THAT(IdsOf(Judge(request)), ElementsAre("disclosure.no_rule_making_power/proactive_disclosure.rules.issued",
                                                 "disclosure.no_rule_making_power/proactive_disclosure.rules.in_force",
                                                 "disclosure.no_penalty_power"));
}

TEST(Organ, WithoutRuleMakingPowerMayLeaveRulesBlank) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ZeroReport(2024);
  MakeBlank(*request.mutable_report(), "proactive_disclosure.rules.issued");
  EXPECT_THAT(IdsOf(Judge(request)), ElementsAre("form.rules_blank"));
  request.mutable_context()->mutable_organ()->add_lacks(organ::v1::POWER_RULE_MAKING);
  EXPECT_THAT(IdsOf(Judge(request)), IsEmpty());
}

TEST(Fees, OfTheStatementAreTiedToEachOther) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "processing_fees.notices", 2);
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("fees.notice_has_amount"));
  SetCell(report, "processing_fees.notified_amount", 105'00);
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("fees.notified_in_tens"));
  SetCell(report, "processing_fees.notified_amount", 110'00);
  SetCell(report, "processing_fees.collected_amount", 120'00);
  EXPECT_THAT(IdsOf(Validate(report)),
              ElementsAre("disclosure.processing_fees_within_fees", "fees.collected_within_notified"));
  SetCell(report, "proactive_disclosure.administrative_fees", 120'00);
  SetCell(report, "processing_fees.notices", 0);
  EXPECT_THAT(IdsOf(Validate(report)), ElementsAre("fees.amount_has_notice", "fees.collected_within_notified"));
}

}  // namespace
}  // namespace nianbao::validation
