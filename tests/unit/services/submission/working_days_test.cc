#include "services/submission/domain/working_days.h"

#include <gtest/gtest.h>

#include "services/submission/domain/delivered_calendar.h"
#include "services/submission/domain/import_calendar.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

const WorkingDays& Of2025() {
  static const WorkingDays& days = *new WorkingDays({*DeliveredCalendar(2025)});
  return days;
}

TEST(WorkingDays, FollowTheNoticeOf2025) {
  for (const char* day : {"2025-01-01", "2025-01-28", "2025-02-02", "2025-02-04", "2025-04-05", "2025-05-05",
                          "2025-06-02", "2025-10-08", "2025-03-01"}) {
    EXPECT_FALSE(Of2025().IsWorked(day)) << day;
  }
  for (const char* day : {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2025-01-27",
                          "2025-02-05", "2025-12-31"}) {
    EXPECT_TRUE(Of2025().IsWorked(day)) << day;
  }
  EXPECT_EQ(Of2025().CountAfter("2025-01-01", "2025-12-31"), 248);
}

// The day after receipt is the first; a term ends on the working day that makes it full.
TEST(WorkingDays, CountStatutoryTerms) {
  struct Term {
    const char* received;
    int working_days;
    const char* last_day;
  };
  for (const Term& term : {Term{"2025-01-20", 20, "2025-02-21"}, Term{"2025-01-20", 40, "2025-03-21"},
                           Term{"2025-09-25", 20, "2025-10-29"}, Term{"2025-09-25", 7, "2025-10-11"}}) {
    EXPECT_EQ(Of2025().CountAfter(term.received, term.last_day), term.working_days) << term.last_day;
    EXPECT_TRUE(Of2025().IsWorked(term.last_day)) << term.last_day;
  }
}

TEST(WorkingDays, AreNotCountedInYearsThatAreNotKnown) {
  EXPECT_EQ(Of2025().CountAfter("2025-12-30", "2025-12-31"), 1);
  EXPECT_EQ(Of2025().CountAfter("2025-12-30", "2026-01-05"), std::nullopt);
  EXPECT_EQ(Of2025().CountAfter("2025-12-30", "2025-12-30"), 0);
  EXPECT_EQ(Of2025().CountAfter("2025-12-30", "2025-12-01"), 0);
}

class ImportCalendarTest : public testing::Test {
 protected:
  absl::StatusOr<directory::v1::ImportCalendarResponse> Import(int year, const std::vector<std::string>& days_off,
                                                               const std::vector<std::string>& worked) {
    directory::v1::ImportCalendarRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.mutable_calendar()->set_year(year);
    request.mutable_calendar()->set_source("放假安排的通知");
    *request.mutable_calendar()->mutable_days_off() = {days_off.begin(), days_off.end()};
    *request.mutable_calendar()->mutable_working_weekend_days() = {worked.begin(), worked.end()};
    return ImportCalendar(suite_.deps(), kReviewer, request);
  }

  Suite suite_;
};

TEST_F(ImportCalendarTest, MakesAYearKnown) {
  EXPECT_EQ(ReadWorkingDays(*suite_.store, 2025, 2026)->CountAfter("2025-12-31", "2026-01-05"), std::nullopt);
  const auto response = Import(2026, {"2026-01-01", "2026-01-02"}, {"2026-01-04"});
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->working_day_count(), 261 - 2 + 1);
  suite_.Reopen();
  EXPECT_EQ(ReadWorkingDays(*suite_.store, 2025, 2026)->CountAfter("2025-12-31", "2026-01-05"), 2);
  EXPECT_EQ(suite_.EventsAfter(suite_.head() - 1)[0].event().calendar().year(), 2026);
}

TEST_F(ImportCalendarTest, ReplacesWhatIsDelivered) {
  ASSERT_THAT(Import(2025, {}, {}), IsOk());
  EXPECT_EQ(ReadWorkingDays(*suite_.store, 2025, 2025)->CountAfter("2025-01-01", "2025-12-31"), 260);
}

TEST_F(ImportCalendarTest, RefusesDaysThatCannotBeMeant) {
  for (const std::vector<std::string>& days : std::vector<std::vector<std::string>>{
           {"2026-01-03"}, {"2025-01-01"}, {"1.1."}, {"2026-01-02", "2026-01-01"}, {"2026-01-01", "2026-01-01"}}) {
    EXPECT_THAT(Import(2026, days, {}), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID")) << days[0];
  }
  EXPECT_THAT(Import(2026, {}, {"2026-01-05"}), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
