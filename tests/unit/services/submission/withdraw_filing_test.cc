#include "services/submission/domain/withdraw_filing.h"

#include <gtest/gtest.h>

#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

class WithdrawFilingTest : public testing::Test {
 protected:
  absl::StatusOr<v1::WithdrawFilingResponse> Withdraw(const v1::WithdrawFilingRequest& request) {
    return WithdrawFiling(suite_.deps(), kClerk, request);
  }
  void ExpectRefused(const v1::WithdrawFilingRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Withdraw(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(WithdrawFilingTest, TakesADraftASubmittedAndAReturnedRevisionBack) {
  suite_.Draft(kEdu, 1);
  EXPECT_THAT(Withdraw(suite_.WithdrawRequest(kEdu)), IsOk());
  suite_.Submit(kEdu, 2);
  EXPECT_THAT(Withdraw(suite_.WithdrawRequest(kEdu)), IsOk());
  suite_.Submit(kEdu, 3);
  suite_.Return(kEdu);
  const auto response = Withdraw(suite_.WithdrawRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->filing().has_open_revision());
  const auto revisions = suite_.store->ListRevisions(kEdu).value();
  ASSERT_EQ(revisions.size(), 3u);
  for (const v1::Revision& revision : revisions) EXPECT_EQ(revision.state(), v1::Revision::STATE_WITHDRAWN);
}

TEST_F(WithdrawFilingTest, LeavesTheAcceptedRevision) {
  suite_.Submit(kEdu, 1);
  suite_.Accept(kEdu);
  suite_.Draft(kEdu, 2);
  const auto response = Withdraw(suite_.WithdrawRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().effective_revision().number(), 1);
  EXPECT_EQ(suite_.Draft(kEdu, 3).open_revision().number(), 3) << "a number is never used twice";
}

TEST_F(WithdrawFilingTest, TellsTheLogWhy) {
  suite_.Submit(kEdu, 1);
  const int64_t before = suite_.head();
  v1::WithdrawFilingRequest request = suite_.WithdrawRequest(kEdu);
  request.set_reason("数据有误");
  ASSERT_THAT(Withdraw(request), IsOk());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().filing().reason(), "数据有误");
  EXPECT_EQ(records[0].event().filing().from(), v1::Revision::STATE_SUBMITTED);
  EXPECT_EQ(records[0].event().filing().to(), v1::Revision::STATE_WITHDRAWN);
}

TEST_F(WithdrawFilingTest, RefusesAfterAcceptance) {
  suite_.Submit(kEdu, 1);
  suite_.Accept(kEdu);
  ExpectRefused(suite_.WithdrawRequest(kEdu), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(WithdrawFilingTest, RefusesAnUnknownFilingAStaleAndAMissingEtag) {
  ExpectRefused(suite_.WithdrawRequest("organs/edu/filings/2022-own"), StatusCode::kNotFound, "FILING_UNKNOWN");
  suite_.Draft(kEdu, 1);
  v1::WithdrawFilingRequest stale = suite_.WithdrawRequest(kEdu);
  stale.set_etag("\"1\"");
  ExpectRefused(stale, StatusCode::kAborted, "ETAG_MISMATCH");
  v1::WithdrawFilingRequest missing = suite_.WithdrawRequest(kEdu);
  missing.clear_etag();
  ExpectRefused(missing, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

}  // namespace
}  // namespace nianbao::submission
