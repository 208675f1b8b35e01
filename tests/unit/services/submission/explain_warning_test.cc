#include "services/submission/domain/explain_warning.h"

#include <gtest/gtest.h>

#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using v1::Revision;

class ExplainWarningTest : public testing::Test {
 protected:
  ExplainWarningTest() { suite_.validator.Find("late", finding::v1::SEVERITY_WARNING); }

  v1::ExplainWarningRequest Request(const std::string& finding, const std::string& text) {
    v1::ExplainWarningRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_filing(kEdu);
    request.set_etag(suite_.Filing(kEdu).etag());
    v1::Explanation& explanation = *request.add_explanations();
    explanation.set_finding(finding);
    explanation.set_text(text);
    return request;
  }
  absl::StatusOr<v1::ExplainWarningResponse> Explain(const v1::ExplainWarningRequest& request) {
    return ExplainWarning(suite_.deps(), kClerk, request);
  }
  void ExpectRefused(const v1::ExplainWarningRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Explain(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }
  // Submits the open revision as it stands.
  absl::Status SubmitAsItStands() {
    v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 0);
    request.clear_report();
    return SubmitFiling(suite_.deps(), kClerk, request).status();
  }

  Suite suite_;
};

TEST_F(ExplainWarningTest, ExplainsADraftWithoutAskingTheRules) {
  suite_.Draft(kEdu, 3);
  suite_.validator.failure = absl::UnavailableError("down");
  const int64_t before = suite_.head();
  suite_.clock.now += absl::Hours(1);
  const auto response = Explain(Request("late", "系统迁移"));
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->filing().open_revision().has_report());
  const Revision revision = suite_.Filing(kEdu).open_revision();
  EXPECT_EQ(revision.state(), Revision::STATE_DRAFT);
  ASSERT_EQ(revision.explanations_size(), 1);
  EXPECT_EQ(revision.explanations(0).author(), "填报人");
  EXPECT_EQ(revision.explanations(0).time().seconds(), absl::ToUnixSeconds(suite_.clock.now));

  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().filing().from(), Revision::STATE_DRAFT);
  EXPECT_EQ(records[0].event().filing().to(), Revision::STATE_DRAFT);
  EXPECT_EQ(response->filing().etag(), suite_.Filing(kEdu).etag());

  suite_.validator.failure = absl::OkStatus();
  EXPECT_THAT(SubmitAsItStands(), IsOk());
}

TEST_F(ExplainWarningTest, LeavesAReturnedReportReturned) {
  suite_.Draft(kEdu, 3);
  ASSERT_THAT(Explain(Request("late", "一")), IsOk());
  ASSERT_THAT(SubmitAsItStands(), IsOk());
  suite_.Return(kEdu);
  ASSERT_THAT(Explain(Request("late", "二")), IsOk());
  const Revision revision = suite_.Filing(kEdu).open_revision();
  EXPECT_EQ(revision.state(), Revision::STATE_RETURNED);
  EXPECT_EQ(revision.return_reason(), "请核对新收件数");
  ASSERT_EQ(revision.explanations_size(), 1);
  EXPECT_EQ(revision.explanations(0).text(), "二");
}

TEST_F(ExplainWarningTest, SettlesARefusal) {
  suite_.Draft(kEdu, 3);
  ASSERT_THAT(Explain(Request("late", "一")), IsOk());
  ASSERT_THAT(SubmitAsItStands(), IsOk());
  v1::ReturnFilingRequest give_back = suite_.ReturnRequest(kEdu);
  v1::ExplanationRefusal& refusal = *give_back.add_refusals();
  refusal.set_finding("late");
  refusal.set_reason("请附通知");
  ASSERT_THAT(ReturnFiling(suite_.deps(), kReviewer, give_back), IsOk());
  EXPECT_THAT(SubmitAsItStands(), IsRefused(StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED"));
  ASSERT_THAT(Explain(Request("late", "二")), IsOk());
  EXPECT_THAT(SubmitAsItStands(), IsOk());
}

TEST_F(ExplainWarningTest, RefusesWhatIsNoWarningAndNothingAtAll) {
  suite_.Draft(kEdu, 3);
  ExpectRefused(Request("early", "？"), StatusCode::kInvalidArgument, "FIELD_INVALID");
  ExpectRefused(Request("late", ""), StatusCode::kInvalidArgument, "FIELD_INVALID");
  v1::ExplainWarningRequest nothing = Request("late", "系统迁移");
  nothing.clear_explanations();
  ExpectRefused(nothing, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

TEST_F(ExplainWarningTest, RefusesWhatIsUnderReviewAndWhatIsNotThere) {
  suite_.Draft(kEdu, 3);
  const v1::ExplainWarningRequest stale = Request("late", "系统迁移");
  ASSERT_THAT(Explain(Request("late", "系统迁移")), IsOk());
  ExpectRefused(stale, StatusCode::kAborted, "ETAG_MISMATCH");
  ASSERT_THAT(SubmitAsItStands(), IsOk());
  ExpectRefused(Request("late", "系统迁移"), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
  suite_.Accept(kEdu);
  ExpectRefused(Request("late", "系统迁移"), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
  v1::ExplainWarningRequest unknown = Request("late", "系统迁移");
  unknown.set_filing("organs/edu/filings/2022-own");
  ExpectRefused(unknown, StatusCode::kNotFound, "FILING_UNKNOWN");
}

}  // namespace
}  // namespace nianbao::submission
