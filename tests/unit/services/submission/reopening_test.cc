// What a report that comes in, is corrected or goes does to the report of the year after.
#include "services/submission/domain/reopening.h"

#include <gtest/gtest.h>

#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/withdraw_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;
using v1::Revision;

constexpr char kNext[] = "organs/edu/filings/2025-own";

class ReopeningTest : public testing::Test {
 protected:
  // 2024 is accepted.
  ReopeningTest() {
    suite_.Submit(kEdu, 3);
    suite_.Accept(kEdu);
  }

  // Accepts a correction of 2024 that receives so many requests.
  absl::StatusOr<v1::AcceptFilingResponse> Correct(int received) {
    const validation::v1::Verdict found = std::move(suite_.validator.verdict);
    suite_.validator.verdict = {};
    suite_.Submit(kEdu, received, "漏计");
    suite_.validator.verdict = found;
    return AcceptFiling(suite_.deps(), kReviewer, suite_.AcceptRequest(kEdu));
  }
  void FindFromNowOn(const std::string& finding, finding::v1::Severity severity) {
    suite_.validator.Find(finding, severity);
    validation::v1::Verdict& verdict = suite_.validator.verdict;
    if (severity == finding::v1::SEVERITY_ERROR) verdict.set_error_count(verdict.error_count() + 1);
    if (severity == finding::v1::SEVERITY_WARNING) verdict.set_warning_count(verdict.warning_count() + 1);
  }
  absl::Status Accept(const std::string& name) {
    return AcceptFiling(suite_.deps(), kReviewer, suite_.AcceptRequest(name)).status();
  }

  Suite suite_;
};

TEST_F(ReopeningTest, AsksTheRulesAgainAboutTheAcceptedReportOfTheYearAfter) {
  suite_.Submit(kNext, 7);
  suite_.Accept(kNext);
  const std::string etag = suite_.Filing(kNext).etag();
  FindFromNowOn("carry_over/a", finding::v1::SEVERITY_WARNING);
  const auto response = Correct(5);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), ElementsAre(kNext));
  ASSERT_EQ(suite_.validator.context_seen.prior_size(), 1);
  EXPECT_EQ(suite_.validator.context_seen.prior(0).requests().received().natural_person(), 5)
      << "the correction itself";

  const v1::Filing next = suite_.Filing(kNext);
  EXPECT_EQ(next.effective_revision().state(), Revision::STATE_ACCEPTED);
  EXPECT_EQ(next.effective_revision().reopened_by(), kEdu);
  EXPECT_EQ(next.effective_revision().verdict().findings(0).id(), "carry_over/a");
  EXPECT_EQ(next.effective_revision().report().requests().received().natural_person(), 7);
  EXPECT_NE(next.etag(), etag);
  EXPECT_EQ(response->filing().etag(), suite_.Filing(kEdu).etag());
}

TEST_F(ReopeningTest, TellsOfItInTheSameChangeAfterTheAcceptance) {
  suite_.Submit(kNext, 7);
  suite_.Accept(kNext);
  suite_.Draft(kNext, 8);
  FindFromNowOn("balance", finding::v1::SEVERITY_ERROR);
  FindFromNowOn("carry_over/a", finding::v1::SEVERITY_WARNING);
  const auto response = Correct(5);
  ASSERT_THAT(response, IsOk());
  const auto records = suite_.EventsAfter(response->token().sequence() - 4);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[1].event().filing().to(), Revision::STATE_ACCEPTED);
  for (const int revision : {1, 2}) {
    const v1::Event& event = records[revision + 1].event();
    EXPECT_EQ(event.actor().name(), "审核人");
    EXPECT_EQ(event.request_id(), records[1].event().request_id());
    EXPECT_EQ(event.time().seconds(), records[1].event().time().seconds());
    EXPECT_EQ(event.verdict().filing(), kNext);
    EXPECT_EQ(event.verdict().revision(), revision);
    EXPECT_EQ(event.verdict().cause(), kEdu);
    EXPECT_EQ(event.verdict().error_count(), 1);
    EXPECT_EQ(event.verdict().warning_count(), 1);
    EXPECT_FALSE(event.verdict().unknown());
  }
  EXPECT_EQ(suite_.Filing(kNext).open_revision().state(), Revision::STATE_DRAFT);
  EXPECT_EQ(suite_.Filing(kNext).open_revision().reopened_by(), kEdu);
}

TEST_F(ReopeningTest, LeavesAloneWhatIsNotComparedWithTheCorrection) {
  for (const char* name : {"organs/edu/filings/2023-own", "organs/edu/filings/2026-own", "organs/park/filings/2025-own",
                           "organs/park/filings/2025-rollup"}) {
    suite_.Submit(name, 1);
  }
  const auto response = Correct(5);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), IsEmpty());
}

TEST_F(ReopeningTest, ReachesTheOrganThatTookTheWorkOverInTheYearAfter) {
  directory::v1::ChangeOrganRequest merge;
  merge.set_request_id(suite_.NewRequestId());
  merge.set_effective_day("2025-01-10");
  merge.set_reason("机构改革");
  merge.mutable_merge()->add_organs("organs/edu");
  merge.mutable_merge()->mutable_into()->set_name("organs/park");
  ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, merge), IsOk());
  const char* const successor = "organs/park/filings/2025-own";
  suite_.Submit(successor, 1);
  suite_.Submit("organs/park/filings/2026-own", 1);
  const auto response = Correct(5);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), ElementsAre(successor));
  EXPECT_EQ(suite_.Filing(successor).open_revision().reopened_by(), kEdu);
  ASSERT_EQ(suite_.validator.context_seen.prior_size(), 1);
  EXPECT_EQ(suite_.validator.context_seen.prior(0).requests().received().natural_person(), 5);
}

TEST_F(ReopeningTest, ComesWithAFirstAcceptanceToo) {
  suite_.Submit("organs/edu/filings/2023-own", 1);
  FindFromNowOn("carry_over/a", finding::v1::SEVERITY_WARNING);
  suite_.validator.verdict.mutable_findings(0)->set_severity(finding::v1::SEVERITY_INFO);
  const auto first = AcceptFiling(suite_.deps(), kReviewer, suite_.AcceptRequest("organs/edu/filings/2023-own"));
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(first->reopened(), ElementsAre(kEdu));
  ASSERT_EQ(suite_.validator.context_seen.prior_size(), 1);
  EXPECT_EQ(suite_.validator.context_seen.prior(0).requests().received().natural_person(), 1);
  EXPECT_EQ(suite_.Filing(kEdu).effective_revision().reopened_by(), "organs/edu/filings/2023-own");
  EXPECT_EQ(suite_.Filing(kEdu).effective_revision().verdict().findings_size(), 1);
}

TEST_F(ReopeningTest, ComesWithARevocationAndComparesWithNothingThen) {
  suite_.Submit(kNext, 7);
  ASSERT_EQ(suite_.validator.context_seen.prior_size(), 1);
  const int64_t before = suite_.head();
  const auto revoked = RevokeFiling(suite_.deps(), kReviewer, suite_.RevokeRequest(kEdu));
  ASSERT_THAT(revoked, IsOk());
  EXPECT_THAT(revoked->reopened(), ElementsAre(kNext));
  EXPECT_EQ(suite_.validator.context_seen.prior_size(), 0);
  EXPECT_FALSE(suite_.validator.context_seen.prior_expected()) << "no earlier year was filed";
  EXPECT_EQ(suite_.Filing(kNext).open_revision().reopened_by(), kEdu);
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].event().filing().to(), Revision::STATE_REVOKED);
  EXPECT_EQ(records[1].event().verdict().cause(), kEdu);
}

TEST_F(ReopeningTest, OfARevocationIsDecidedAnewWhenTheYearAfterIsSavedMeanwhile) {
  suite_.Draft(kNext, 7);
  int times = 0;
  suite_.validator.before_answer = [&] {
    if (++times == 1) suite_.Draft(kNext, 8);
  };
  const auto revoked = RevokeFiling(suite_.deps(), kReviewer, suite_.RevokeRequest(kEdu));
  ASSERT_THAT(revoked, IsOk());
  EXPECT_EQ(suite_.Filing(kNext).open_revision().report().requests().received().natural_person(), 8);
  EXPECT_EQ(suite_.Filing(kNext).open_revision().reopened_by(), kEdu);
}

TEST_F(ReopeningTest, LeavesAFilingWithoutRevisionsAlone) {
  suite_.Submit(kNext, 7);
  ASSERT_THAT(WithdrawFiling(suite_.deps(), kClerk, suite_.WithdrawRequest(kNext)), IsOk());
  const auto response = Correct(5);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), IsEmpty());
}

TEST_F(ReopeningTest, DoesNotKeepACorrectionFromBeingAcceptedWhenTheRulesCannotBeAsked) {
  suite_.Submit(kNext, 7);
  suite_.Submit(kEdu, 5, "漏计");
  suite_.validator.failure = absl::UnavailableError("down");
  const auto response = AcceptFiling(suite_.deps(), kReviewer, suite_.AcceptRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), ElementsAre(kNext));
  EXPECT_FALSE(suite_.Filing(kNext).open_revision().has_verdict());
  EXPECT_EQ(suite_.Filing(kNext).open_revision().reopened_by(), kEdu);
  EXPECT_TRUE(suite_.EventsAfter(suite_.head() - 1).at(0).event().verdict().unknown());

  EXPECT_THAT(Accept(kNext), IsRefused(StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE"));
  suite_.validator.failure = absl::OkStatus();
  FindFromNowOn("balance", finding::v1::SEVERITY_ERROR);
  EXPECT_THAT(Accept(kNext), IsRefused(StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS"));
  suite_.validator.verdict = {};
  EXPECT_THAT(Accept(kNext), IsOk());
}

TEST_F(ReopeningTest, KeepsASubmittedReportFromBeingAcceptedUntilItIsMendedOrExplained) {
  suite_.Submit(kNext, 7);
  FindFromNowOn("carry_over/a", finding::v1::SEVERITY_WARNING);
  ASSERT_THAT(Correct(5), IsOk());
  EXPECT_EQ(suite_.Filing(kNext).open_revision().state(), Revision::STATE_SUBMITTED);
  const absl::Status refused = Accept(kNext);
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED"));
  EXPECT_THAT(status::ChineseOf(refused), testing::HasSubstr("不能受理"));

  suite_.Return(kNext);
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kNext, 7);
  request.clear_report();
  v1::Explanation& explanation = *request.add_explanations();
  explanation.set_finding("carry_over");
  explanation.set_reason(v1::Explanation::REASON_PRIOR_WRONG);
  ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, request), IsOk());
  EXPECT_EQ(suite_.Filing(kNext).open_revision().reopened_by(), "");
  EXPECT_THAT(Accept(kNext), IsOk());
}

TEST_F(ReopeningTest, IsForgottenWhenTheReportIsSavedAgain) {
  suite_.Draft(kNext, 7);
  ASSERT_THAT(Correct(5), IsOk());
  EXPECT_EQ(suite_.Filing(kNext).open_revision().reopened_by(), kEdu);
  EXPECT_EQ(suite_.Draft(kNext, 8).open_revision().reopened_by(), "");
}

TEST_F(ReopeningTest, IsDecidedAnewWhenTheYearAfterIsSavedMeanwhile) {
  suite_.Draft(kNext, 7);
  suite_.Submit(kEdu, 5, "漏计");
  int times = 0;
  suite_.validator.before_answer = [&] {
    if (++times == 1) suite_.Draft(kNext, 8);
  };
  const auto response = AcceptFiling(suite_.deps(), kReviewer, suite_.AcceptRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), ElementsAre(kNext));
  const Revision next = suite_.Filing(kNext).open_revision();
  EXPECT_EQ(next.report().requests().received().natural_person(), 8) << "what was saved meanwhile stays";
  EXPECT_EQ(next.reopened_by(), kEdu);
}

TEST_F(ReopeningTest, EndsWhenTheYearAfterIsSavedAgainAndAgain) {
  suite_.Draft(kNext, 7);
  suite_.Submit(kEdu, 5, "漏计");
  bool inner = false;
  suite_.validator.before_answer = [&] {
    if (inner) return;
    inner = true;
    suite_.Draft(kNext, 8);
    inner = false;
  };
  const v1::AcceptFilingRequest request = suite_.AcceptRequest(kEdu);
  EXPECT_THAT(AcceptFiling(suite_.deps(), kReviewer, request), IsRefused(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(suite_.Filing(kEdu).effective_revision().number(), 1) << "a refused acceptance changes nothing";
  suite_.validator.before_answer = [] {};
  EXPECT_THAT(AcceptFiling(suite_.deps(), kReviewer, request), IsOk());
}

}  // namespace
}  // namespace nianbao::submission
