#include "services/submission/domain/backload_filing.h"

#include <gtest/gtest.h>

#include "libs/form/cell_vector.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using v1::Revision;

// The suite's clock stands in January 2025: reports on 2024 are coming in, those on 2023 and before are past.
constexpr char kPast[] = "organs/edu/filings/2023-own";

class BackloadFilingTest : public testing::Test {
 protected:
  absl::StatusOr<v1::BackloadFilingResponse> Backload(const v1::BackloadFilingRequest& request) {
    return BackloadFiling(suite_.deps(), kReviewer, request);
  }
  void ExpectRefused(const v1::BackloadFilingRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Backload(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(BackloadFilingTest, AcceptsAtOnceWhateverTheRulesFindAndKeepsThat) {
  suite_.validator.Find("row-sum", finding::v1::SEVERITY_ERROR);
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  v1::BackloadFilingRequest request = suite_.BackloadRequest(kPast, 7);
  request.set_signed_off_by("分管负责人");
  const int64_t before = suite_.head();
  ASSERT_THAT(Backload(request), IsOk());
  suite_.Reopen();
  const v1::Filing filing = suite_.Filing(kPast);
  EXPECT_FALSE(filing.has_open_revision());
  const Revision& revision = filing.effective_revision();
  EXPECT_EQ(revision.state(), Revision::STATE_ACCEPTED);
  EXPECT_TRUE(revision.backloaded());
  EXPECT_EQ(revision.verdict().findings_size(), 2);
  EXPECT_EQ(revision.report().requests().received().natural_person(), 7);
  EXPECT_EQ(revision.author(), "审核人");
  EXPECT_EQ(revision.reviewer(), "审核人");
  EXPECT_EQ(revision.submitter(), "") << "nobody submitted it";
  EXPECT_FALSE(revision.has_submit_time());
  EXPECT_EQ(revision.timeliness(), Revision::TIMELINESS_UNSPECIFIED);
  EXPECT_EQ(revision.signed_off_by(), "分管负责人");

  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::FilingChange& change = records[0].event().filing();
  EXPECT_EQ(change.from(), Revision::STATE_UNSPECIFIED);
  EXPECT_EQ(change.to(), Revision::STATE_ACCEPTED);
  EXPECT_TRUE(change.backloaded());
  EXPECT_EQ(change.report_digest(), revision.report_digest());
  EXPECT_EQ(form::FromProto(change.cells()).value(), form::VectorOf(Report(2023, 7)).value());
}

TEST_F(BackloadFilingTest, MarksNoOtherRevisionNorItsCorrection) {
  const int64_t before = suite_.head();
  suite_.Submit(kEdu, 1);
  suite_.Accept(kEdu);
  for (const auto& record : suite_.EventsAfter(before)) EXPECT_FALSE(record.event().filing().backloaded());
  suite_.Backload(kPast, 7);
  suite_.Submit(kPast, 8, "台账补全");
  EXPECT_FALSE(suite_.Accept(kPast).effective_revision().backloaded());
}

TEST_F(BackloadFilingTest, HasTheRulesAskedAgainAboutTheYearAfter) {
  suite_.Submit(kEdu, 1);
  const auto response = Backload(suite_.BackloadRequest(kPast, 7));
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->reopened(), ElementsAre(kEdu));
  ASSERT_EQ(suite_.validator.context_seen.prior_size(), 1);
  EXPECT_EQ(suite_.validator.context_seen.prior(0).requests().received().natural_person(), 7);
}

TEST_F(BackloadFilingTest, RefusesAYearWhoseReportsAreNotPast) {
  ExpectRefused(suite_.BackloadRequest(kEdu, 7), StatusCode::kInvalidArgument, "FIELD_INVALID");
  ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, "2025-12-31T23:59:59+08:00", &suite_.clock.now, nullptr));
  ExpectRefused(suite_.BackloadRequest(kEdu, 7), StatusCode::kInvalidArgument, "FIELD_INVALID");
  suite_.clock.now += absl::Seconds(1);
  EXPECT_THAT(Backload(suite_.BackloadRequest(kEdu, 7)), IsOk());
}

TEST_F(BackloadFilingTest, RefusesWhereARevisionIsInProgressOrAccepted) {
  suite_.Draft(kPast, 1);
  ExpectRefused(suite_.BackloadRequest(kPast, 7), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
  suite_.Submit(kPast, 1);
  suite_.Accept(kPast);
  ExpectRefused(suite_.BackloadRequest(kPast, 7), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
  suite_.Revoke(kPast);
  const auto again = Backload(suite_.BackloadRequest(kPast, 7));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->filing().effective_revision().number(), 2);
}

TEST_F(BackloadFilingTest, RefusesALockedYear) {
  suite_.Lock("organs/city", 2023, {"organs/edu"});
  EXPECT_THAT(Backload(suite_.BackloadRequest("organs/park/filings/2023-own", 7)),
              IsRefused(StatusCode::kFailedPrecondition, "YEAR_LOCKED"));
  EXPECT_THAT(Backload(suite_.BackloadRequest(kPast, 7)), IsOk());
}

TEST_F(BackloadFilingTest, RefusesAReportOfAnotherYearAndWhatTheRulesCannotBeAskedAbout) {
  v1::BackloadFilingRequest request = suite_.BackloadRequest(kPast, 7);
  request.mutable_report()->set_year(2022);
  ExpectRefused(request, StatusCode::kInvalidArgument, "REPORT_MISMATCH");
  suite_.validator.failure = absl::UnavailableError("down");
  ExpectRefused(suite_.BackloadRequest(kPast, 7), StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE");
}

}  // namespace
}  // namespace nianbao::submission
