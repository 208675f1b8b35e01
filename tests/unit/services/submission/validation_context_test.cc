#include "services/submission/domain/validation_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/form/cell_vector.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/due_date.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/get_verdict_context.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/withdraw_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using testing::ElementsAre;

class ValidationContextTest : public testing::Test {
 protected:
  // The context in which a report of this filing was last judged.
  const validation::v1::Context& Judged(const std::string& name) {
    suite_.Draft(name, 1);
    return suite_.validator.context_seen;
  }
  void SubmitText(const std::string& name, const form::v1::Narrative& text) {
    v1::SubmitFilingRequest request = suite_.SubmitRequest(name, 1);
    *request.mutable_report()->mutable_narrative() = text;
    ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, request), IsOk());
  }
  void AcceptText(const std::string& name, const form::v1::Narrative& text) {
    SubmitText(name, text);
    suite_.Accept(name);
  }
  void MergeEduIntoPark(const std::string& day) {
    directory::v1::ChangeOrganRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_effective_day(day);
    request.set_reason("机构改革");
    request.mutable_merge()->add_organs("organs/edu");
    request.mutable_merge()->mutable_into()->set_name("organs/park");
    ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, request), IsOk());
  }
  std::vector<std::string> PartsOf(const validation::v1::Context& context) {
    std::vector<std::string> parts;
    for (const auto& part : context.parts()) parts.push_back(part.organ() + (part.has_cells() ? "" : " missing"));
    return parts;
  }

  Suite suite_;
};

TEST_F(ValidationContextTest, NamesTheOrganAndTheRulebookInForce) {
  EXPECT_EQ(Judged(kEdu).organ().title(), "edu局");
  EXPECT_EQ(suite_.validator.rulebook_seen, suite_.store->ActiveRulebook().value()->digest);
}

TEST_F(ValidationContextTest, GivesTheDayInShanghai) {
  // 16:30 in Greenwich is half past midnight of the next day in Shanghai.
  ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, "2025-01-31T16:30:00Z", &suite_.clock.now, nullptr));
  EXPECT_EQ(Judged(kEdu).filing_date(), "2025-02-01");
  EXPECT_EQ(Judged(kEdu).due_date(), "2025-01-31");
}

TEST_F(ValidationContextTest, ExpectsAPriorReportOnlyFromAnOrganThatFiledBefore) {
  EXPECT_FALSE(Judged("organs/edu/filings/2025-own").prior_expected());
  suite_.Submit("organs/edu/filings/2023-own", 7);
  EXPECT_FALSE(Judged("organs/edu/filings/2025-own").prior_expected()) << "it is not accepted yet";
  suite_.Accept("organs/edu/filings/2023-own");
  EXPECT_TRUE(Judged("organs/edu/filings/2025-own").prior_expected());
  EXPECT_FALSE(Judged(kEdu).prior_expected()) << "the prior report is there";
}

TEST_F(ValidationContextTest, TakesTheGivenPriorReportInTheAcceptedOnesPlace) {
  suite_.Submit("organs/edu/filings/2023-own", 7);
  suite_.Accept("organs/edu/filings/2023-own");
  const v1::Filing filing = suite_.Draft(kEdu, 1);
  const form::v1::AnnualReport corrected = Report(2023, 8);
  const PriorChange correction = {"organs/edu", &corrected};
  const auto known = ContextOf(*suite_.store, suite_.clock.now, filing, Report(2024, 1), &correction);
  ASSERT_THAT(known, IsOk());
  const validation::v1::Context& context = known->context;
  ASSERT_EQ(context.prior_size(), 1);
  EXPECT_EQ(context.prior(0).requests().received().natural_person(), 8);
  const PriorChange revocation = {"organs/edu", nullptr};
  EXPECT_EQ(ContextOf(*suite_.store, suite_.clock.now, filing, Report(2024, 1), &revocation)->context.prior_size(), 0);
}

TEST_F(ValidationContextTest, AddsThePriorReportsOfTheOrgansWhoseWorkWasTakenOverInTheYear) {
  for (const char* name : {"organs/edu/filings/2023-own", "organs/park/filings/2023-own"}) {
    suite_.Submit(name, 7);
    suite_.Accept(name);
  }
  MergeEduIntoPark("2024-09-01");
  EXPECT_EQ(Judged("organs/park/filings/2024-own").prior_size(), 2);
  EXPECT_FALSE(suite_.validator.context_seen.prior_expected());
  EXPECT_EQ(Judged("organs/park/filings/2025-own").prior_size(), 0) << "by then it filed for both";

  const v1::Filing filing = suite_.Filing("organs/park/filings/2024-own");
  const form::v1::AnnualReport corrected = Report(2023, 9);
  const PriorChange correction = {"organs/edu", &corrected};
  const auto known = ContextOf(*suite_.store, suite_.clock.now, filing, Report(2024, 1), &correction);
  ASSERT_THAT(known, IsOk());
  const validation::v1::Context& context = known->context;
  ASSERT_EQ(context.prior_size(), 2);
  EXPECT_EQ(context.prior(0).requests().received().natural_person(), 7);
  EXPECT_EQ(context.prior(1).requests().received().natural_person(), 9);
}

TEST_F(ValidationContextTest, ShowsOrganAndTreeAsTheyStoodAtTheEndOfTheYear) {
  MergeEduIntoPark("2025-01-10");
  EXPECT_EQ(Judged(kEdu).organ().name(), "organs/edu");
  EXPECT_FALSE(suite_.validator.context_seen.organ().absent());
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2024-rollup")),
              ElementsAre("organs/edu missing", "organs/park missing"));
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2025-rollup")), ElementsAre("organs/park missing"));
}

TEST_F(ValidationContextTest, ListsOfARollUpWhatTheOrganAndThoseDirectlyBelowOwe) {
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2024-rollup")),
              ElementsAre("organs/edu missing", "organs/park missing"));
  suite_.Submit(kEdu, 3);
  suite_.Submit("organs/park/filings/2024-own", 4);
  suite_.Accept("organs/park/filings/2024-own");
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2024-rollup")),
              ElementsAre("organs/edu missing", "organs/park missing"))
      << "one is not accepted, of the other the roll-up counts";
  suite_.Accept(kEdu);
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2024-rollup")), ElementsAre("organs/edu", "organs/park missing"));
  EXPECT_EQ(suite_.validator.context_seen.parts(0).cells().SerializeAsString(),
            form::ToProto(form::VectorOf(Report(2024, 3)).value()).SerializeAsString());
  EXPECT_THAT(PartsOf(Judged("organs/park/filings/2024-rollup")), ElementsAre("organs/park"));
  EXPECT_THAT(PartsOf(Judged("organs/park/filings/2023-own")), ElementsAre());
}

TEST_F(ValidationContextTest, TakesTheFrozenListOfTheYearForItsTree) {
  directory::v1::FreezeRosterRequest freeze;
  freeze.set_request_id(suite_.NewRequestId());
  freeze.set_year(2024);
  ASSERT_THAT(FreezeRoster(suite_.deps(), kReviewer, freeze), IsOk());
  MergeEduIntoPark("2024-09-01");
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2024-rollup")),
              ElementsAre("organs/edu missing", "organs/park missing"));
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2023-rollup")),
              ElementsAre("organs/edu missing", "organs/park missing"));
  EXPECT_THAT(PartsOf(Judged("organs/city/filings/2025-rollup")), ElementsAre("organs/park missing"));
}

TEST_F(ValidationContextTest, ShowsTheOrgansOwnTextOfTheYearBefore) {
  AcceptText("organs/edu/filings/2023-own", Prose(1));
  const validation::v1::Context& context = Judged(kEdu);
  ASSERT_EQ(context.companions_size(), 1);
  EXPECT_EQ(context.companions(0).organ(), "");
  EXPECT_EQ(context.companions(0).title(), "edu局");
  EXPECT_EQ(context.companions(0).year(), 2023);
  EXPECT_EQ(context.companions(0).narrative().overview(), Prose(1).overview());
}

TEST_F(ValidationContextTest, ShowsTheTextsOfOtherOrgansThatAreWordedAlike) {
  SubmitText("organs/park/filings/2024-own", Prose(1));
  SubmitText(kEdu, Prose(1));
  const validation::v1::Context& context = suite_.validator.context_seen;
  ASSERT_EQ(context.companions_size(), 1);
  EXPECT_EQ(context.companions(0).organ(), "organs/park");
  EXPECT_EQ(context.companions(0).title(), "park局");
  EXPECT_EQ(context.companions(0).year(), 2024);
  SubmitText("organs/city/filings/2024-rollup", Prose(2));
  EXPECT_EQ(suite_.validator.context_seen.companions_size(), 0);
}

TEST_F(ValidationContextTest, ComparesWithTheTextThatStandsNow) {
  const auto alike = [this](int text) {
    SubmitText(kEdu, Prose(text));
    suite_.Return(kEdu);
    return suite_.validator.context_seen.companions_size();
  };
  SubmitText(kParkOwn, Prose(1));
  suite_.Return(kParkOwn);
  EXPECT_EQ(alike(1), 0) << "a returned report is not compared with";
  AcceptText(kParkOwn, Prose(2));
  EXPECT_EQ(alike(2), 1) << "acceptance changes no text";
  v1::SubmitFilingRequest correction = suite_.SubmitRequest(kParkOwn, 1);
  *correction.mutable_report()->mutable_narrative() = Prose(3);
  correction.set_correction_reason("更正文字");
  ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, correction), IsOk());
  EXPECT_EQ(alike(2), 0);
  EXPECT_EQ(alike(3), 1);
  ASSERT_THAT(WithdrawFiling(suite_.deps(), kClerk, suite_.WithdrawRequest(kParkOwn)), IsOk());
  EXPECT_EQ(alike(2), 1) << "the accepted report stands again";
  EXPECT_EQ(alike(3), 0);
}

TEST_F(ValidationContextTest, IsKeptWithTheVerdictForGood) {
  suite_.Submit("organs/edu/filings/2023-own", 7);
  suite_.Accept("organs/edu/filings/2023-own");
  const validation::v1::Context judged = Judged(kEdu);
  v1::GetVerdictContextRequest request;
  request.set_digest(suite_.Filing(kEdu).open_revision().verdict().context_digest());
  suite_.Submit("organs/edu/filings/2023-own", 8, "漏计");
  suite_.Accept("organs/edu/filings/2023-own");
  suite_.Reopen();
  const auto kept = GetVerdictContext(*suite_.store, request);
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(kept->context().SerializeAsString(), judged.SerializeAsString());
  request.set_digest(suite_.Filing(kEdu).open_revision().verdict().context_digest());
  EXPECT_EQ(GetVerdictContext(*suite_.store, request)->context().prior(0).requests().received().natural_person(), 8);
  request.set_digest("elsewhere");
  EXPECT_THAT(GetVerdictContext(*suite_.store, request), IsRefused(absl::StatusCode::kNotFound, "CONTEXT_UNKNOWN"));
}

TEST(DueDate, IsTwoMonthsLaterForGovernmentsAndRollUps) {
  EXPECT_EQ(DueDate(2024, form::v1::SCOPE_OWN, organ::v1::ORGAN_KIND_DEPARTMENT), "2025-01-31");
  EXPECT_EQ(DueDate(2024, form::v1::SCOPE_OWN, organ::v1::ORGAN_KIND_GOVERNMENT), "2025-03-31");
  EXPECT_EQ(DueDate(2024, form::v1::SCOPE_ROLL_UP, organ::v1::ORGAN_KIND_DEPARTMENT), "2025-03-31");
}

}  // namespace
}  // namespace nianbao::submission
