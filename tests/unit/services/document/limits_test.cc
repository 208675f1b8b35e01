#include "services/document/domain/limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "libs/status/error.h"

namespace nianbao::document::domain {
namespace {

TEST(Budget, LeavesThePausesOutOfTheTime) {
  Budget budget({.time_max = -absl::Minutes(1)});
  EXPECT_EQ(status::MetaOf(budget.CheckTime(), "limit"), "time");
  budget.PauseSince(absl::Now() - absl::Hours(1));
  EXPECT_TRUE(budget.CheckTime().ok());
}

TEST(Budget, CountsTheTimeOfAConversionFromItsStart) {
  const Budget budget({.office_time_max = absl::Minutes(1)});
  EXPECT_TRUE(budget.CheckOfficeTime(absl::Now()).ok());
  const absl::Status status = budget.CheckOfficeTime(absl::Now() - absl::Minutes(2));
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_TOO_SLOW");
  EXPECT_EQ(status::MetaOf(status, "limit"), "office_time");
  EXPECT_EQ(status::MetaOf(status, "max"), "1m");
}

TEST(MemoryExceeded, NamesTheLimitInMegabytesToPeople) {
  const absl::Status status = MemoryExceeded(512 << 20);
  EXPECT_EQ(status::MetaOf(status, "limit"), "memory");
  EXPECT_THAT(status::ChineseOf(status), ::testing::HasSubstr("512 MB"));
}

}  // namespace
}  // namespace nianbao::document::domain
