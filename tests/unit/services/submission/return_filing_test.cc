#include "services/submission/domain/return_filing.h"

#include <gtest/gtest.h>

#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

class ReturnFilingTest : public testing::Test {
 protected:
  ReturnFilingTest() { suite_.Submit(kEdu, 3); }

  absl::StatusOr<v1::ReturnFilingResponse> Return(const v1::ReturnFilingRequest& request,
                                                  const Caller& caller = kReviewer) {
    return ReturnFiling(suite_.deps(), caller, request);
  }
  void ExpectRefused(const v1::ReturnFilingRequest& request, StatusCode code, const std::string& reason,
                     const Caller& caller = kReviewer) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Return(request, caller), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }
  static void Remark(v1::ReturnFilingRequest& request, const std::string& cell, const std::string& text) {
    v1::CellRemark& remark = *request.add_remarks();
    remark.set_cell(cell);
    remark.set_text(text);
  }
  static void Refuse(v1::ReturnFilingRequest& request, const std::string& finding, const std::string& reason) {
    v1::ExplanationRefusal& refusal = *request.add_refusals();
    refusal.set_finding(finding);
    refusal.set_reason(reason);
  }
  // Submits a report with two explained warnings of one rule.
  void SubmitExplained(const std::string& name) {
    suite_.validator.Find("sum/a", finding::v1::SEVERITY_WARNING);
    suite_.validator.Find("sum/b", finding::v1::SEVERITY_WARNING);
    v1::SubmitFilingRequest request = suite_.SubmitRequest(name, 3);
    v1::Explanation& explanation = *request.add_explanations();
    explanation.set_finding("sum");
    explanation.set_reason(v1::Explanation::REASON_WORKLOAD);
    ASSERT_THAT(SubmitFiling(suite_.deps(), kClerk, request), IsOk());
  }

  Suite suite_;
};

TEST_F(ReturnFilingTest, GivesReasonAndRemarksToTheFiler) {
  const int64_t before = suite_.head();
  v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
  Remark(request, "requests.received.natural_person", "与台账不符");
  const auto response = Return(request);
  ASSERT_THAT(response, IsOk());
  const v1::Revision& revision = response->filing().open_revision();
  EXPECT_EQ(revision.state(), v1::Revision::STATE_RETURNED);
  EXPECT_EQ(revision.return_reason(), "请核对新收件数");
  ASSERT_EQ(revision.remarks_size(), 1);
  EXPECT_EQ(revision.remarks(0).text(), "与台账不符");
  EXPECT_EQ(revision.reviewer(), "审核人");
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().filing().reason(), "请核对新收件数");
  EXPECT_FALSE(records[0].event().filing().has_cells());
}

TEST_F(ReturnFilingTest, RefusesWithoutReasonAndWithARemarkOnAnUnknownCell) {
  v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
  request.set_reason(" ");
  Remark(request, "requests.received.everybody", "？");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  request.set_reason("理由");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  request.mutable_remarks(0)->set_cell("processing_fees.notices");
  EXPECT_THAT(Return(request), IsOk());
}

TEST_F(ReturnFilingTest, LimitsTextsAndTheirNumber) {
  v1::ReturnFilingRequest long_reason = suite_.ReturnRequest(kEdu);
  long_reason.set_reason(std::string(2001, 'x'));
  ExpectRefused(long_reason, StatusCode::kInvalidArgument, "FIELD_INVALID");
  v1::ReturnFilingRequest long_remark = suite_.ReturnRequest(kEdu);
  Remark(long_remark, "processing_fees.notices", std::string(2001, 'x'));
  ExpectRefused(long_remark, StatusCode::kInvalidArgument, "FIELD_INVALID");
  v1::ReturnFilingRequest many = suite_.ReturnRequest(kEdu);
  for (int i = 0; i < 200; ++i) Remark(many, "processing_fees.notices", "核对");
  Remark(many, "processing_fees.notices", "核对");
  ExpectRefused(many, StatusCode::kInvalidArgument, "FIELD_INVALID");
  many.mutable_remarks()->RemoveLast();
  EXPECT_THAT(Return(many), IsOk());
}

TEST_F(ReturnFilingTest, RefusesExplanationsOneByOneOrThoseOfARule) {
  SubmitExplained(kParkOwn);
  v1::ReturnFilingRequest one = suite_.ReturnRequest(kParkOwn);
  Refuse(one, "sum/b", "与上年说明相同");
  const auto response = Return(one);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().open_revision().explanations(0).refusal(), "");
  EXPECT_EQ(response->filing().open_revision().explanations(1).refusal(), "与上年说明相同");

  SubmitExplained(kParkOwn);
  v1::ReturnFilingRequest all = suite_.ReturnRequest(kParkOwn);
  Refuse(all, "sum", "不具体");
  ASSERT_THAT(Return(all), IsOk());
  const v1::Filing returned = suite_.Filing(kParkOwn);
  for (const v1::Explanation& explanation : returned.open_revision().explanations()) {
    EXPECT_EQ(explanation.refusal(), "不具体");
  }
}

TEST_F(ReturnFilingTest, LimitsRefusalsToWhatIsExplainedAndToTextsWithinBounds) {
  SubmitExplained(kParkOwn);
  for (const auto& [finding, reason] : std::vector<std::pair<std::string, std::string>>{
           {"sum/c", "没有这一条"}, {"sum/a", " "}, {"", "针对什么"}, {"sum/a", std::string(2001, 'x')}}) {
    v1::ReturnFilingRequest request = suite_.ReturnRequest(kParkOwn);
    Refuse(request, finding, reason);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
  v1::ReturnFilingRequest many = suite_.ReturnRequest(kParkOwn);
  for (int i = 0; i < 301; ++i) Refuse(many, "sum/a", "不具体");
  ExpectRefused(many, StatusCode::kInvalidArgument, "FIELD_INVALID");
  many.mutable_refusals()->RemoveLast();
  EXPECT_THAT(Return(many), IsOk());
}

TEST_F(ReturnFilingTest, SaysWhatKindsOfReasonsThereAreUntilItIsSubmittedAgain) {
  v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
  request.add_kinds(v1::Revision::RETURN_KIND_FIGURES_WRONG);
  request.add_kinds(v1::Revision::RETURN_KIND_OTHER);
  const int64_t before = suite_.head();
  const auto response = Return(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->filing().open_revision().return_kinds(),
              testing::ElementsAre(v1::Revision::RETURN_KIND_FIGURES_WRONG, v1::Revision::RETURN_KIND_OTHER));
  EXPECT_EQ(suite_.EventsAfter(before).at(0).event().filing().return_kinds_size(), 2);
  EXPECT_EQ(suite_.Draft(kEdu, 4).open_revision().return_kinds_size(), 2);
  EXPECT_EQ(suite_.Submit(kEdu, 4).open_revision().return_kinds_size(), 0);
}

TEST_F(ReturnFilingTest, RefusesUnknownKindsOfReasonsAndOneTwice) {
  for (const std::vector<int>& kinds : std::vector<std::vector<int>>{{0}, {99}, {1, 1}}) {
    v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
    for (const int kind : kinds) request.add_kinds(static_cast<v1::Revision::ReturnKind>(kind));
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
}

TEST_F(ReturnFilingTest, GivesANewDayInTheSameChange) {
  v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
  request.set_due_date("2025-02-14");
  const int64_t before = suite_.head();
  const auto response = Return(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().deadline().due_date(), "2025-02-14");
  EXPECT_EQ(response->filing().deadline().reason(), request.reason());
  EXPECT_EQ(response->filing().deadline().author(), "审核人");
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].event().filing().to(), v1::Revision::STATE_RETURNED);
  EXPECT_EQ(records[1].event().filing_deadline().due_date(), "2025-02-14");
  EXPECT_EQ(records[1].event().request_id(), request.request_id());
}

TEST_F(ReturnFilingTest, LeavesTheDayAloneWithoutANewOneAndRefusesAPastOne) {
  v1::ReturnFilingRequest past = suite_.ReturnRequest(kEdu);
  past.set_due_date("2025-01-14");
  ExpectRefused(past, StatusCode::kInvalidArgument, "FIELD_INVALID");
  EXPECT_FALSE(suite_.Return(kEdu).has_deadline());
}

TEST_F(ReturnFilingTest, RefusesTheSubmitter) {
  ExpectRefused(suite_.ReturnRequest(kEdu), StatusCode::kFailedPrecondition, "REVIEWER_IS_SUBMITTER", kClerk);
}

TEST_F(ReturnFilingTest, RefusesWhatIsNotSubmitted) {
  suite_.Return(kEdu);
  ExpectRefused(suite_.ReturnRequest(kEdu), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(ReturnFilingTest, RefusesAnUnknownFilingAndAStaleEtag) {
  ExpectRefused(suite_.ReturnRequest("organs/edu/filings/2022-own"), StatusCode::kNotFound, "FILING_UNKNOWN");
  v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
  request.set_etag("\"1\"");
  ExpectRefused(request, StatusCode::kAborted, "ETAG_MISMATCH");
}

}  // namespace
}  // namespace nianbao::submission
