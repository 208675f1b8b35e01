#include "services/submission/domain/turn_day.h"

#include <gtest/gtest.h>

#include "services/submission/domain/change_organ.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

class TurnDayTest : public testing::Test {
 protected:
  // From 1 February on edu has this title.
  void RenameAhead() {
    directory::v1::ChangeOrganRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_effective_day("2025-02-01");
    request.set_reason("机构改革");
    request.mutable_rename()->set_organ("organs/edu");
    request.mutable_rename()->set_title("教育和体育局");
    ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, request), IsOk());
  }
  std::string TitleNow() { return suite_.store->ReadRoster().value()->Find("organs/edu")->title(); }
  void SetTime(const std::string& time) {
    ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, time, &suite_.clock.now, nullptr));
  }

  Suite suite_;
};

TEST_F(TurnDayTest, LeavesTodayAsItIsUntilTheDayComesInShanghai) {
  const int64_t before = suite_.head();
  RenameAhead();
  ASSERT_EQ(suite_.head(), before + 2) << "what will be, then what is";
  EXPECT_EQ(suite_.EventsAfter(before)[1].event().organ().title(), "edu局");
  EXPECT_EQ(TitleNow(), "edu局");
  SetTime("2025-01-31T15:59:59Z");
  ASSERT_THAT(TurnDay(*suite_.store, suite_.clock), IsOk());
  EXPECT_EQ(TitleNow(), "edu局");
  SetTime("2025-01-31T16:00:00Z");
  ASSERT_THAT(TurnDay(*suite_.store, suite_.clock), IsOk());
  EXPECT_EQ(TitleNow(), "教育和体育局");
  const auto records = suite_.EventsAfter(before + 2);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().organ().title(), "教育和体育局");
  EXPECT_EQ(records[0].event().actor().name(), "nianbao");
}

TEST_F(TurnDayTest, WritesNothingWhenNothingIsNew) {
  const int64_t before = suite_.head();
  ASSERT_THAT(TurnDay(*suite_.store, suite_.clock), IsOk());
  EXPECT_EQ(suite_.head(), before);
  RenameAhead();
  SetTime("2025-02-01T00:00:00Z");
  ASSERT_THAT(TurnDay(*suite_.store, suite_.clock), IsOk());
  const int64_t turned = suite_.head();
  ASSERT_THAT(TurnDay(*suite_.store, suite_.clock), IsOk());
  EXPECT_EQ(suite_.head(), turned);
}

}  // namespace
}  // namespace nianbao::submission
