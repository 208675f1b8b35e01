#include "services/aggregation/peer/head_watch.h"

#include <gtest/gtest.h>

#include "libs/rpc/client_call.h"
#include "tests/unit/services/aggregation/fake_event_service.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::FakeEventService;
using nianbao::testing::LogBuilder;

class HeadWatchTest : public ::testing::Test {
 protected:
  // Looks are the test's own.
  HeadWatchTest() { watch_.Start(rpc::OpenChannel(service_.address()), absl::InfiniteDuration()); }

  void TakeIn() {
    totals_.Begin(0, log_.token().log_id());
    ASSERT_TRUE(totals_.Apply(0, log_.After(0)).ok());
  }
  void LookAfter(absl::Duration time) {
    now_ += time;
    watch_.Look();
  }

  LogBuilder log_ = LogBuilder().Organ("district", "").Organ("bureau", "district");
  FakeEventService service_{log_};
  LiveTotals totals_;
  absl::Time now_ = absl::FromUnixSeconds(1'800'000'000);
  HeadWatch watch_{totals_, 0, [this] { return now_; }};
};

TEST_F(HeadWatchTest, BeforeAnythingIsTakenInTheLagIsTheTimeSinceTheStart) {
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().events, 2);
  EXPECT_EQ(watch_.lag().time, absl::Seconds(5));
  now_ += absl::Seconds(3);
  EXPECT_EQ(watch_.lag().time, absl::Seconds(8));
}

TEST_F(HeadWatchTest, TotalsThatHaveAllAreLevelAsOfTheLastQuestion) {
  TakeIn();
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().events, 0);
  EXPECT_EQ(watch_.lag().time, absl::ZeroDuration());
  now_ += absl::Seconds(4);
  EXPECT_EQ(watch_.lag().time, absl::Seconds(4));
  LookAfter(absl::Seconds(1));
  EXPECT_EQ(watch_.lag().time, absl::ZeroDuration());
}

TEST_F(HeadWatchTest, TheLagGrowsWhileTheFeedStandsStill) {
  TakeIn();
  LookAfter(absl::Seconds(5));
  service_.Serve(log_.Organ("office", "district"));
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().events, 1);
  EXPECT_EQ(watch_.lag().time, absl::Seconds(5));
  LookAfter(absl::Seconds(5));
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().time, absl::Seconds(15));
  TakeIn();
  EXPECT_EQ(watch_.lag().events, 0);
  EXPECT_EQ(watch_.lag().time, absl::ZeroDuration()) << "as of the last question";
}

TEST_F(HeadWatchTest, TheLagGrowsWhileTheSourceDoesNotAnswer) {
  TakeIn();
  LookAfter(absl::Seconds(5));
  service_.SetDown(true);
  LookAfter(absl::Seconds(30));
  EXPECT_EQ(watch_.lag().events, 0);
  EXPECT_EQ(watch_.lag().time, absl::Seconds(30));
  service_.SetDown(false);
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().time, absl::ZeroDuration());
}

TEST_F(HeadWatchTest, TheLagGrowsWhileTotalsBeginAnew) {
  TakeIn();
  LookAfter(absl::Seconds(5));
  totals_.Begin(0, log_.token().log_id());
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().events, 2);
  EXPECT_GE(watch_.lag().time, absl::Seconds(5));
}

TEST_F(HeadWatchTest, StopsAtOnceAndAsksNoMore) {
  watch_.Stop();
  LookAfter(absl::Seconds(5));
  EXPECT_EQ(watch_.lag().time, absl::Seconds(5));
}

}  // namespace
}  // namespace nianbao::aggregation
