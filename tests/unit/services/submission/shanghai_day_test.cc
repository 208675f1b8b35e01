#include "services/submission/domain/shanghai_day.h"

#include <gtest/gtest.h>

namespace nianbao::submission {
namespace {

TEST(ShanghaiDay, BeginsEightHoursBeforeThatOfGreenwich) {
  EXPECT_EQ(DayInShanghai(absl::FromUnixSeconds(1'738'339'199)), "2025-01-31");
  EXPECT_EQ(DayInShanghai(absl::FromUnixSeconds(1'738'339'200)), "2025-02-01");
}

TEST(ShanghaiDay, IsWrittenInOneWayOnly) {
  for (const absl::string_view day : {"2025-01-31", "2024-02-29"}) EXPECT_TRUE(IsDay(day)) << day;
  for (const absl::string_view text : {"", "2025-1-31", "2025-02-29", "2025-13-01", "2025/01/31", "2025-01-31T00:00",
                                       "20250131", " 2025-01-31", "2025-01-3x"}) {
    EXPECT_FALSE(IsDay(text)) << text;
  }
}

}  // namespace
}  // namespace nianbao::submission
