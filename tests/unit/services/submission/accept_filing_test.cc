#include "services/submission/domain/accept_filing.h"

#include <gtest/gtest.h>

#include "libs/form/cell_vector.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

class AcceptFilingTest : public testing::Test {
 protected:
  AcceptFilingTest() { suite_.Submit(kEdu, 3); }

  absl::StatusOr<v1::AcceptFilingResponse> Accept(const v1::AcceptFilingRequest& request,
                                                  const Caller& caller = kReviewer) {
    return AcceptFiling(suite_.deps(), caller, request);
  }
  void ExpectRefused(const v1::AcceptFilingRequest& request, StatusCode code, const std::string& reason,
                     const Caller& caller = kReviewer) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Accept(request, caller), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(AcceptFilingTest, MakesTheRevisionEffective) {
  const auto response = Accept(suite_.AcceptRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->filing().has_open_revision());
  const v1::Revision& revision = response->filing().effective_revision();
  EXPECT_EQ(revision.state(), v1::Revision::STATE_ACCEPTED);
  EXPECT_EQ(revision.signed_off_by(), "分管负责人");
  EXPECT_EQ(revision.reviewer(), "审核人");
  EXPECT_EQ(response->token().sequence(), suite_.head());
}

TEST_F(AcceptFilingTest, PutsTheFiguresIntoTheLog) {
  const int64_t before = suite_.head();
  ASSERT_THAT(Accept(suite_.AcceptRequest(kEdu)), IsOk());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::FilingChange& change = records[0].event().filing();
  EXPECT_EQ(change.to(), v1::Revision::STATE_ACCEPTED);
  EXPECT_EQ(change.signed_off_by(), "分管负责人");
  EXPECT_EQ(change.report_digest(), suite_.Filing(kEdu).effective_revision().report_digest());
  const form::CellVector cells = form::FromProto(change.cells()).value();
  EXPECT_EQ(cells, form::VectorOf(Report(2024, 3)).value());
}

TEST_F(AcceptFilingTest, PutsTheFiguresOfARollUpIntoTheLogToo) {
  suite_.Submit("organs/city/filings/2024-rollup", 9);
  const int64_t before = suite_.head();
  suite_.Accept("organs/city/filings/2024-rollup");
  EXPECT_TRUE(suite_.EventsAfter(before).at(0).event().filing().has_cells());
}

TEST_F(AcceptFilingTest, LetsACorrectionReplaceTheEffectiveRevision) {
  suite_.Accept(kEdu);
  suite_.Submit(kEdu, 5, "漏计两件");
  const int64_t before = suite_.head();
  const auto response = Accept(suite_.AcceptRequest(kEdu));
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().effective_revision().number(), 2);

  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].event().filing().revision(), 1);
  EXPECT_EQ(records[0].event().filing().to(), v1::Revision::STATE_SUPERSEDED);
  EXPECT_FALSE(records[0].event().filing().has_cells());
  EXPECT_EQ(records[1].event().filing().revision(), 2);
  EXPECT_EQ(records[1].event().filing().to(), v1::Revision::STATE_ACCEPTED);
  EXPECT_EQ(records[1].event().filing().reason(), "漏计两件");

  const auto revisions = suite_.store->ListRevisions(kEdu).value();
  ASSERT_EQ(revisions.size(), 2u);
  EXPECT_EQ(revisions[0].state(), v1::Revision::STATE_SUPERSEDED);
  EXPECT_EQ(revisions[0].report().requests().received().natural_person(), 3);
  EXPECT_EQ(revisions[1].state(), v1::Revision::STATE_ACCEPTED);
}

TEST_F(AcceptFilingTest, RefusesWithoutTheLeaderWhoSignedOff) {
  v1::AcceptFilingRequest request = suite_.AcceptRequest(kEdu);
  for (const std::string& nobody : {std::string(), std::string("　"), std::string(2001, 'x')}) {
    request.set_signed_off_by(nobody);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
}

TEST_F(AcceptFilingTest, RefusesTheSubmitter) {
  ExpectRefused(suite_.AcceptRequest(kEdu), StatusCode::kFailedPrecondition, "REVIEWER_IS_SUBMITTER", kClerk);
}

TEST_F(AcceptFilingTest, RefusesADraftAndWhatIsAccepted) {
  suite_.Draft("organs/park/filings/2024-own", 1);
  ExpectRefused(suite_.AcceptRequest("organs/park/filings/2024-own"), StatusCode::kFailedPrecondition,
                "STATE_NOT_ALLOWED");
  suite_.Accept(kEdu);
  ExpectRefused(suite_.AcceptRequest(kEdu), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(AcceptFilingTest, RefusesAnUnknownFilingAndAStaleEtag) {
  ExpectRefused(suite_.AcceptRequest("organs/edu/filings/2022-own"), StatusCode::kNotFound, "FILING_UNKNOWN");
  v1::AcceptFilingRequest request = suite_.AcceptRequest(kEdu);
  request.set_etag("\"1\"");
  ExpectRefused(request, StatusCode::kAborted, "ETAG_MISMATCH");
}

}  // namespace
}  // namespace nianbao::submission
