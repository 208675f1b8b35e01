#include "services/submission/domain/extend_deadline.h"

#include <gtest/gtest.h>

#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

// The suite's clock stands on 15 January 2025; the report on 2024 is due on the 31st.
class ExtendDeadlineTest : public testing::Test {
 protected:
  absl::StatusOr<v1::ExtendDeadlineResponse> Extend(const v1::ExtendDeadlineRequest& request) {
    return ExtendDeadline(suite_.deps(), kReviewer, request);
  }
  absl::StatusOr<v1::ExtendDeadlineResponse> Extend(const std::string& due_date, const std::string& name = kEdu) {
    v1::ExtendDeadlineRequest request = suite_.ExtendRequest(name);
    request.set_due_date(due_date);
    return Extend(request);
  }
  void ExpectRefused(const v1::ExtendDeadlineRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Extend(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(ExtendDeadlineTest, GivesAFilingThatNobodyBeganALaterDay) {
  const int64_t before = suite_.head();
  const auto response = Extend("2025-02-14");
  ASSERT_THAT(response, IsOk());
  suite_.Reopen();
  const v1::Filing filing = suite_.Filing(kEdu);
  EXPECT_EQ(filing.deadline().due_date(), "2025-02-14");
  EXPECT_EQ(filing.deadline().reason(), "系统迁移");
  EXPECT_EQ(filing.deadline().author(), "审核人");
  EXPECT_FALSE(filing.has_open_revision());
  EXPECT_FALSE(filing.has_effective_revision());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::DeadlineChange& change = records[0].event().filing_deadline();
  EXPECT_EQ(change.filing(), kEdu);
  EXPECT_EQ(change.organ(), "organs/edu");
  EXPECT_EQ(change.year(), 2024);
  EXPECT_EQ(change.scope(), form::v1::SCOPE_OWN);
  EXPECT_EQ(change.due_date(), "2025-02-14");
  EXPECT_EQ(change.reason(), "系统迁移");
}

TEST_F(ExtendDeadlineTest, DoesNotStandInTheWayOfAFirstSave) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  ASSERT_EQ(request.etag(), "");
  ASSERT_THAT(Extend("2025-02-14"), IsOk());
  const auto saved = SaveDraft(suite_.deps(), kClerk, request);
  ASSERT_THAT(saved, IsOk());
  EXPECT_EQ(saved->filing().open_revision().number(), 1);
  EXPECT_EQ(saved->filing().deadline().due_date(), "2025-02-14");
  request.set_request_id(suite_.NewRequestId());
  EXPECT_THAT(SaveDraft(suite_.deps(), kClerk, request), IsRefused(StatusCode::kAlreadyExists, "FILING_EXISTS"));
}

TEST_F(ExtendDeadlineTest, IsTheDueDateThatTheRulesAreTold) {
  ASSERT_THAT(Extend("2025-02-14"), IsOk());
  suite_.Draft(kEdu, 3);
  EXPECT_EQ(suite_.validator.context_seen.due_date(), "2025-02-14");
  suite_.Draft("organs/park/filings/2024-own", 3);
  EXPECT_EQ(suite_.validator.context_seen.due_date(), "2025-01-31") << "others keep their day";
}

TEST_F(ExtendDeadlineTest, OutlivesTheRevisionsOfTheFiling) {
  ASSERT_THAT(Extend("2025-02-14"), IsOk());
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  EXPECT_EQ(suite_.Revoke(kEdu).deadline().due_date(), "2025-02-14");
}

TEST_F(ExtendDeadlineTest, CanBeGivenAgainAndToABegunFiling) {
  suite_.Draft(kEdu, 3);
  ASSERT_THAT(Extend("2025-02-14"), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().number(), 1);
  ASSERT_THAT(Extend("2025-02-15"), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).deadline().due_date(), "2025-02-15");
}

TEST_F(ExtendDeadlineTest, RefusesADayThatIsNotLaterThanTheOneThatStands) {
  for (const char* day : {"2025-01-31", "2025-01-20"}) {
    v1::ExtendDeadlineRequest request = suite_.ExtendRequest(kEdu);
    request.set_due_date(day);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
  ASSERT_THAT(Extend("2025-02-14"), IsOk());
  v1::ExtendDeadlineRequest request = suite_.ExtendRequest(kEdu);
  request.set_due_date("2025-02-14");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

TEST_F(ExtendDeadlineTest, RefusesADayThatIsPastTooFarAheadOrNone) {
  suite_.clock.now = absl::FromUnixSeconds(1'741'000'000);  // 3 March 2025 in Shanghai.
  for (const char* day : {"2025-03-02", "2026-03-05", "2025-3-10", ""}) {
    v1::ExtendDeadlineRequest request = suite_.ExtendRequest(kEdu);
    request.set_due_date(day);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
  EXPECT_THAT(Extend("2025-03-03"), IsOk()) << "until the end of today";
  EXPECT_THAT(Extend("2026-03-04"), IsOk());
}

TEST_F(ExtendDeadlineTest, RefusesWithoutAReason) {
  for (const std::string& reason : {std::string(), std::string(" "), std::string(2001, 'x')}) {
    v1::ExtendDeadlineRequest request = suite_.ExtendRequest(kEdu);
    request.set_reason(reason);
    ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  }
}

TEST_F(ExtendDeadlineTest, RefusesWhatTheOrganDoesNotOweAndAStaleEtag) {
  ExpectRefused(suite_.ExtendRequest("organs/edu/filings/2024-rollup"), StatusCode::kFailedPrecondition,
                "SCOPE_NOT_DUE");
  ExpectRefused(suite_.ExtendRequest("organs/nobody/filings/2024-own"), StatusCode::kNotFound, "ORGAN_UNKNOWN");
  suite_.Draft(kEdu, 3);
  v1::ExtendDeadlineRequest request = suite_.ExtendRequest(kEdu);
  request.set_etag("\"1\"");
  ExpectRefused(request, StatusCode::kAborted, "ETAG_MISMATCH");
  request.clear_etag();
  ExpectRefused(request, StatusCode::kAlreadyExists, "FILING_EXISTS");
}

}  // namespace
}  // namespace nianbao::submission
