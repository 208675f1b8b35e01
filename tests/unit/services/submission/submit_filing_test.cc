#include "services/submission/domain/submit_filing.h"

#include <gtest/gtest.h>

#include "services/submission/domain/return_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

class SubmitFilingTest : public testing::Test {
 protected:
  absl::StatusOr<v1::SubmitFilingResponse> Submit(const v1::SubmitFilingRequest& request) {
    return SubmitFiling(suite_.deps(), kClerk, request);
  }

  // Expects a refusal that changes nothing.
  void ExpectRefused(const v1::SubmitFilingRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Submit(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  static void Explain(v1::SubmitFilingRequest& request, const std::string& finding, const std::string& text) {
    v1::Explanation& explanation = *request.add_explanations();
    explanation.set_finding(finding);
    explanation.set_text(text);
  }

  Suite suite_;
};

TEST_F(SubmitFilingTest, SubmitsAReportAtOnce) {
  const int64_t before = suite_.head();
  const auto response = Submit(suite_.SubmitRequest(kEdu, 3));
  ASSERT_THAT(response, IsOk());
  const v1::Revision& revision = response->filing().open_revision();
  EXPECT_EQ(revision.state(), v1::Revision::STATE_SUBMITTED);
  EXPECT_EQ(revision.submitter(), "填报人");
  EXPECT_EQ(revision.submit_time().seconds(), absl::ToUnixSeconds(suite_.clock.now));
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().filing().from(), v1::Revision::STATE_UNSPECIFIED);
  EXPECT_EQ(records[0].event().filing().to(), v1::Revision::STATE_SUBMITTED);
  EXPECT_FALSE(records[0].event().filing().has_cells());
}

TEST_F(SubmitFilingTest, SaysWhatASubmissionWouldComeToAndChangesNothing) {
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  request.set_validate_only(true);
  const int64_t head = suite_.head();
  const auto tried = Submit(request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->filing().open_revision().state(), v1::Revision::STATE_SUBMITTED);
  EXPECT_FALSE(tried->has_token());
  EXPECT_EQ(suite_.head(), head);
  request.set_validate_only(false);
  EXPECT_THAT(Submit(request), IsOk()) << "its request_id is still free";
}

TEST_F(SubmitFilingTest, SubmitsTheSavedDraft) {
  suite_.Draft(kEdu, 3);
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 0);
  request.clear_report();
  ASSERT_THAT(Submit(request), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().report().requests().received().natural_person(), 3);
}

TEST_F(SubmitFilingTest, ReplacesTheDraftByAReportThatComesWithIt) {
  suite_.Draft(kEdu, 3);
  ASSERT_THAT(Submit(suite_.SubmitRequest(kEdu, 8)), IsOk());
  const v1::Filing filing = suite_.Filing(kEdu);
  EXPECT_EQ(filing.open_revision().number(), 1);
  EXPECT_EQ(filing.open_revision().report().requests().received().natural_person(), 8);
}

TEST_F(SubmitFilingTest, AsksTheRulesAgain) {
  suite_.Draft(kEdu, 3);
  suite_.validator.Find("row-sum", finding::v1::SEVERITY_ERROR);
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 0);
  request.clear_report();
  ExpectRefused(request, StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS");
}

TEST_F(SubmitFilingTest, RefusesErrorsAndCountsThem) {
  suite_.validator.Find("row-sum", finding::v1::SEVERITY_ERROR);
  suite_.validator.Find("balance", finding::v1::SEVERITY_ERROR);
  suite_.validator.Find("carry-over", finding::v1::SEVERITY_WARNING);
  const v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  ExpectRefused(request, StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS");
  EXPECT_EQ(status::MetaOf(Submit(request).status(), "errorCount"), "2");
}

TEST_F(SubmitFilingTest, RefusesAWarningWithoutExplanation) {
  suite_.validator.Find("carry-over", finding::v1::SEVERITY_WARNING);
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  Explain(request, "late", "系统迁移");
  ExpectRefused(request, StatusCode::kFailedPrecondition, "WARNINGS_UNEXPLAINED");
  EXPECT_EQ(status::MetaOf(Submit(request).status(), "warningCount"), "1");
  Explain(request, "carry-over", "上年结转数更正");
  EXPECT_THAT(Submit(request), IsOk());
}

TEST_F(SubmitFilingTest, NeedsNoExplanationOfWhatIsForInformation) {
  suite_.validator.Find("hint", finding::v1::SEVERITY_INFO);
  EXPECT_THAT(Submit(suite_.SubmitRequest(kEdu, 3)), IsOk());
}

TEST_F(SubmitFilingTest, AddsExplanationsToThoseGivenBefore) {
  suite_.validator.Find("carry-over", finding::v1::SEVERITY_WARNING);
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  v1::SubmitFilingRequest first = suite_.SubmitRequest(kEdu, 3);
  Explain(first, "carry-over", "一");
  Explain(first, "late", "二");
  ASSERT_THAT(Submit(first), IsOk());
  suite_.Return(kEdu);
  v1::SubmitFilingRequest second = suite_.SubmitRequest(kEdu, 3);
  Explain(second, "late", "三");
  ASSERT_THAT(Submit(second), IsOk());
  const v1::Revision revision = suite_.Filing(kEdu).open_revision();
  ASSERT_EQ(revision.explanations_size(), 2);
  EXPECT_EQ(revision.explanations(0).text(), "一");
  EXPECT_EQ(revision.explanations(1).text(), "三");
}

TEST_F(SubmitFilingTest, RefusesAnExplanationOfWhatIsNoWarningAndNamesIt) {
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  suite_.validator.Find("hint", finding::v1::SEVERITY_INFO);
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  Explain(request, "late", "系统迁移");
  Explain(request, "hint", "不是提示");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  EXPECT_THAT(std::string(Submit(request).status().message()),
              testing::HasSubstr("explanations[1].finding: got \"hint\""));
}

TEST_F(SubmitFilingTest, DropsExplanationsOfWarningsThatAreGone) {
  suite_.validator.Find("carry-over", finding::v1::SEVERITY_WARNING);
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  v1::SubmitFilingRequest first = suite_.SubmitRequest(kEdu, 3);
  Explain(first, "carry-over", "一");
  Explain(first, "late", "二");
  ASSERT_THAT(Submit(first), IsOk());
  suite_.Return(kEdu);
  suite_.validator.verdict.mutable_findings()->DeleteSubrange(0, 1);
  v1::SubmitFilingRequest second = suite_.SubmitRequest(kEdu, 3);
  Explain(second, "carry-over", "仍附上");
  ASSERT_THAT(Submit(second), IsOk());
  const v1::Revision revision = suite_.Filing(kEdu).open_revision();
  ASSERT_EQ(revision.explanations_size(), 1);
  EXPECT_EQ(revision.explanations(0).finding(), "late");
}

TEST_F(SubmitFilingTest, LimitsTextsAndTheirNumber) {
  suite_.validator.Find("late", finding::v1::SEVERITY_WARNING);
  v1::SubmitFilingRequest long_text = suite_.SubmitRequest(kEdu, 3);
  Explain(long_text, "late", std::string(2001, 'x'));
  ExpectRefused(long_text, StatusCode::kInvalidArgument, "FIELD_INVALID");
  v1::SubmitFilingRequest many = suite_.SubmitRequest(kEdu, 3);
  for (int i = 0; i < 301; ++i) Explain(many, "late", "系统迁移");
  ExpectRefused(many, StatusCode::kInvalidArgument, "FIELD_INVALID");
  v1::SubmitFilingRequest long_reason = suite_.SubmitRequest(kEdu, 3);
  Explain(long_reason, "late", std::string(2000, 'x'));
  long_reason.set_correction_reason(std::string(2001, 'x'));
  ExpectRefused(long_reason, StatusCode::kInvalidArgument, "FIELD_INVALID");
  long_reason.set_correction_reason(std::string(2000, 'x'));
  EXPECT_THAT(Submit(long_reason), IsOk());
}

TEST_F(SubmitFilingTest, ClearsWhatTheReturnSaid) {
  suite_.Submit(kEdu, 3);
  v1::ReturnFilingRequest give_back = suite_.ReturnRequest(kEdu);
  v1::CellRemark& remark = *give_back.add_remarks();
  remark.set_cell("requests.received.natural_person");
  remark.set_text("与台账不符");
  ASSERT_THAT(ReturnFiling(suite_.deps(), kReviewer, give_back), IsOk());
  suite_.Submit(kEdu, 4);
  const v1::Revision again = suite_.Filing(kEdu).open_revision();
  EXPECT_EQ(again.return_reason(), "");
  EXPECT_EQ(again.remarks_size(), 0);
  EXPECT_EQ(again.reviewer(), "");
  EXPECT_FALSE(again.has_review_time());
  suite_.Accept(kEdu);
  EXPECT_EQ(suite_.Filing(kEdu).effective_revision().return_reason(), "");
}

TEST_F(SubmitFilingTest, TimesTheChangeAfterTheVerdict) {
  suite_.validator.before_answer = [&] { suite_.clock.now += absl::Seconds(3); };
  const int64_t before = suite_.head();
  const v1::Revision revision = suite_.Submit(kEdu, 3).open_revision();
  const int64_t answered = absl::ToUnixSeconds(suite_.clock.now);
  EXPECT_EQ(revision.submit_time().seconds(), answered);
  EXPECT_EQ(revision.save_time().seconds(), answered);
  EXPECT_EQ(suite_.EventsAfter(before).at(0).event().time().seconds(), answered);
}

TEST_F(SubmitFilingTest, PassesOnThatTheRulesCannotJudgeTheReport) {
  suite_.validator.failure =
      status::Error(StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE", "request: got 9 MB").Chinese("请求过大。");
  ExpectRefused(suite_.SubmitRequest(kEdu, 3), StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE");
  suite_.validator.failure =
      status::Error(StatusCode::kResourceExhausted, "OVERLOADED", "queue: got full").Chinese("繁忙。");
  ExpectRefused(suite_.SubmitRequest(kEdu, 3), StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE");
}

TEST_F(SubmitFilingTest, RefusesAnEmptyExplanation) {
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  Explain(request, "late", "  ");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

TEST_F(SubmitFilingTest, RefusesACorrectionWithoutReason) {
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 4);
  request.set_correction_reason(" ");
  ExpectRefused(request, StatusCode::kFailedPrecondition, "CORRECTION_REASON_MISSING");
  request.set_correction_reason("漏计一件");
  const auto response = Submit(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().open_revision().correction_reason(), "漏计一件");
  EXPECT_EQ(response->filing().effective_revision().state(), v1::Revision::STATE_ACCEPTED);
}

TEST_F(SubmitFilingTest, KeepsTheCorrectionReasonOfAReturnedCorrection) {
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  suite_.Submit(kEdu, 4, "漏计一件");
  suite_.Return(kEdu);
  EXPECT_EQ(suite_.Submit(kEdu, 5).open_revision().correction_reason(), "漏计一件");
}

TEST_F(SubmitFilingTest, AsksToComeAgainWhenTheRulesCannotBeAsked) {
  suite_.validator.failure = absl::UnavailableError("down");
  const v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  ExpectRefused(request, StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE");
  EXPECT_TRUE(Submit(request).status().GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
  suite_.validator.failure = absl::OkStatus();
  EXPECT_THAT(Submit(request), IsOk()) << "a refusal does not use up the request_id";
}

TEST_F(SubmitFilingTest, RefusesToSubmitTwice) {
  suite_.Submit(kEdu, 3);
  ExpectRefused(suite_.SubmitRequest(kEdu, 3), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(SubmitFilingTest, RefusesToSubmitNothing) {
  v1::SubmitFilingRequest request = suite_.SubmitRequest(kEdu, 3);
  request.clear_report();
  ExpectRefused(request, StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(SubmitFilingTest, RefusesWhatADraftIsRefusedFor) {
  ExpectRefused(suite_.SubmitRequest("organs/nobody/filings/2024-own", 1), StatusCode::kNotFound, "ORGAN_UNKNOWN");
  ExpectRefused(suite_.SubmitRequest("organs/city/filings/2024-own", 1), StatusCode::kFailedPrecondition,
                "SCOPE_NOT_DUE");
  v1::SubmitFilingRequest other_year = suite_.SubmitRequest(kEdu, 3);
  other_year.mutable_report()->set_year(2022);
  ExpectRefused(other_year, StatusCode::kInvalidArgument, "REPORT_MISMATCH");
  suite_.Draft(kEdu, 3);
  v1::SubmitFilingRequest without_etag = suite_.SubmitRequest(kEdu, 4);
  without_etag.clear_etag();
  ExpectRefused(without_etag, StatusCode::kAlreadyExists, "FILING_EXISTS");
  const v1::SubmitFilingRequest stale = suite_.SubmitRequest(kEdu, 4);
  suite_.Draft(kEdu, 3);
  ExpectRefused(stale, StatusCode::kAborted, "ETAG_MISMATCH");
}

}  // namespace
}  // namespace nianbao::submission
