// Whether what is submitted came in time.
#include <gtest/gtest.h>

#include "services/submission/domain/extend_deadline.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using v1::Revision;

class TimelinessTest : public testing::Test {
 protected:
  void SetClock(const std::string& time) {
    std::string error;
    ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, time, &suite_.clock.now, &error)) << error;
  }

  Suite suite_;
};

TEST_F(TimelinessTest, TurnsAtMidnightInShanghai) {
  SetClock("2025-01-31T23:59:59+08:00");
  const int64_t before = suite_.head();
  const Revision in_time = suite_.Submit(kEdu, 3).open_revision();
  EXPECT_EQ(in_time.timeliness(), Revision::TIMELINESS_ON_TIME);
  EXPECT_EQ(in_time.due_date(), "2025-01-31");
  EXPECT_EQ(suite_.EventsAfter(before).at(0).event().filing().timeliness(), Revision::TIMELINESS_ON_TIME);
  EXPECT_EQ(suite_.EventsAfter(before).at(0).event().filing().due_date(), "2025-01-31");
  SetClock("2025-02-01T00:00:00+08:00");
  const Revision late = suite_.Submit("organs/park/filings/2024-own", 3).open_revision();
  EXPECT_EQ(late.timeliness(), Revision::TIMELINESS_LATE);
  EXPECT_EQ(late.state(), Revision::STATE_SUBMITTED) << "late is recorded, not refused";
}

TEST_F(TimelinessTest, FollowsTheDayThatTheOfficeSet) {
  SetClock("2025-02-10T12:00:00+08:00");
  v1::ExtendDeadlineRequest request = suite_.ExtendRequest(kEdu);
  request.set_due_date("2025-02-14");
  ASSERT_THAT(ExtendDeadline(suite_.deps(), kReviewer, request), IsOk());
  const Revision revision = suite_.Submit(kEdu, 3).open_revision();
  EXPECT_EQ(revision.timeliness(), Revision::TIMELINESS_ON_TIME);
  EXPECT_EQ(revision.due_date(), "2025-02-14");
}

TEST_F(TimelinessTest, IsJudgedAnewWithEverySubmissionAgainstTheDayGivenWithTheReturn) {
  suite_.Submit(kEdu, 3);
  v1::ReturnFilingRequest request = suite_.ReturnRequest(kEdu);
  request.set_due_date("2025-01-20");
  ASSERT_THAT(ReturnFiling(suite_.deps(), kReviewer, request), IsOk());
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().timeliness(), Revision::TIMELINESS_ON_TIME) << "as it was submitted";
  EXPECT_EQ(suite_.Draft(kEdu, 4).open_revision().timeliness(), Revision::TIMELINESS_UNSPECIFIED);
  SetClock("2025-01-21T00:01:00+08:00");
  const Revision again = suite_.Submit(kEdu, 4).open_revision();
  EXPECT_EQ(again.timeliness(), Revision::TIMELINESS_LATE);
  EXPECT_EQ(again.due_date(), "2025-01-20");
}

TEST_F(TimelinessTest, OfACorrectionIsThatOfWhatItCorrects) {
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  SetClock("2025-06-01T12:00:00+08:00");
  suite_.Submit("organs/park/filings/2024-own", 3);
  suite_.Accept("organs/park/filings/2024-own");
  const Revision correction = suite_.Submit(kEdu, 4, "漏计").open_revision();
  EXPECT_EQ(correction.timeliness(), Revision::TIMELINESS_ON_TIME);
  EXPECT_EQ(correction.due_date(), "2025-01-31");
  EXPECT_EQ(suite_.Submit("organs/park/filings/2024-own", 4, "漏计").open_revision().timeliness(),
            Revision::TIMELINESS_LATE);
}

TEST_F(TimelinessTest, IsJudgedAnewOnceTheReportWasRevoked) {
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  suite_.Revoke(kEdu);
  SetClock("2025-06-01T12:00:00+08:00");
  EXPECT_EQ(suite_.Submit(kEdu, 4).open_revision().timeliness(), Revision::TIMELINESS_LATE);
}

}  // namespace
}  // namespace nianbao::submission
