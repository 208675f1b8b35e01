#include "services/submission/domain/revoke_filing.h"

#include <gtest/gtest.h>

#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using v1::Revision;

class RevokeFilingTest : public testing::Test {
 protected:
  RevokeFilingTest() {
    suite_.Submit(kEdu, 3);
    suite_.Accept(kEdu);
  }

  absl::StatusOr<v1::RevokeFilingResponse> Revoke(const v1::RevokeFilingRequest& request,
                                                  const Caller& caller = kReviewer) {
    return RevokeFiling(suite_.deps(), caller, request);
  }
  void ExpectRefused(const v1::RevokeFilingRequest& request, StatusCode code, const std::string& reason,
                     const Caller& caller = kReviewer) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Revoke(request, caller), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(RevokeFilingTest, LeavesTheFilingWithoutEffectiveRevision) {
  const auto response = Revoke(suite_.RevokeRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->filing().has_effective_revision());
  EXPECT_FALSE(response->filing().has_open_revision());
  suite_.Reopen();
  EXPECT_FALSE(suite_.Filing(kEdu).has_effective_revision());
  const Revision revision = suite_.store->ListRevisions(kEdu).value().at(0);
  EXPECT_EQ(revision.state(), Revision::STATE_REVOKED);
  EXPECT_EQ(revision.revoke_reason(), "误报为本机关的年报");
  EXPECT_EQ(revision.revoker(), "审核人");
  EXPECT_EQ(revision.revoke_time().seconds(), absl::ToUnixSeconds(suite_.clock.now));
  EXPECT_EQ(revision.report().requests().received().natural_person(), 3) << "what was reported is kept";
}

TEST_F(RevokeFilingTest, TellsTheLogWhy) {
  suite_.Publish(kEdu);
  const int64_t before = suite_.head();
  ASSERT_THAT(Revoke(suite_.RevokeRequest(kEdu)), IsOk());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::FilingChange& change = records[0].event().filing();
  EXPECT_EQ(change.from(), Revision::STATE_PUBLISHED);
  EXPECT_EQ(change.to(), Revision::STATE_REVOKED);
  EXPECT_EQ(change.reason(), "误报为本机关的年报");
  EXPECT_FALSE(change.has_cells());
}

TEST_F(RevokeFilingTest, LetsANewFirstFilingFollow) {
  suite_.Revoke(kEdu);
  const v1::Filing submitted = suite_.Submit(kEdu, 5);
  EXPECT_EQ(submitted.open_revision().number(), 2);
  EXPECT_EQ(submitted.open_revision().correction_reason(), "");
  EXPECT_EQ(suite_.Accept(kEdu).effective_revision().number(), 2);
}

TEST_F(RevokeFilingTest, LetsACorrectionInProgressGoOn) {
  suite_.Submit(kEdu, 5, "漏计两件");
  ASSERT_THAT(Revoke(suite_.RevokeRequest(kEdu)), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().state(), Revision::STATE_SUBMITTED);
  const int64_t before = suite_.head();
  EXPECT_EQ(suite_.Accept(kEdu).effective_revision().number(), 2);
  EXPECT_EQ(suite_.EventsAfter(before).size(), 1u) << "there is nothing to supersede";
}

TEST_F(RevokeFilingTest, RefusesWithoutAReason) {
  for (const std::string& reason : {std::string(), std::string("　"), std::string(2001, 'x')}) {
    v1::RevokeFilingRequest request = suite_.RevokeRequest(kEdu);
    request.set_reason(reason);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
}

TEST_F(RevokeFilingTest, RefusesTheSubmitterOfTheAcceptedRevision) {
  ExpectRefused(suite_.RevokeRequest(kEdu), StatusCode::kFailedPrecondition, "REVIEWER_IS_SUBMITTER", kClerk);
  v1::SubmitFilingRequest correction = suite_.SubmitRequest(kEdu, 5);
  correction.set_correction_reason("漏计两件");
  ASSERT_THAT(SubmitFiling(suite_.deps(), kReviewer, correction), IsOk());
  EXPECT_THAT(Revoke(suite_.RevokeRequest(kEdu)), IsOk()) << "who submitted the correction did not submit this one";
}

TEST_F(RevokeFilingTest, RefusesWhatIsNotAcceptedAndWhatIsRevoked) {
  suite_.Submit("organs/park/filings/2024-own", 1);
  ExpectRefused(suite_.RevokeRequest("organs/park/filings/2024-own"), StatusCode::kFailedPrecondition,
                "STATE_NOT_ALLOWED");
  suite_.Revoke(kEdu);
  ExpectRefused(suite_.RevokeRequest(kEdu), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(RevokeFilingTest, RefusesAnUnknownFilingAndAStaleEtag) {
  ExpectRefused(suite_.RevokeRequest("organs/edu/filings/2022-own"), StatusCode::kNotFound, "FILING_UNKNOWN");
  v1::RevokeFilingRequest request = suite_.RevokeRequest(kEdu);
  request.set_etag("\"1\"");
  ExpectRefused(request, StatusCode::kAborted, "ETAG_MISMATCH");
}

}  // namespace
}  // namespace nianbao::submission
