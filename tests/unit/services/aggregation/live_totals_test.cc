#include "services/aggregation/domain/live_totals.h"

#include <gtest/gtest.h>

#include <thread>

#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::LogBuilder;

absl::Status Glance(const LiveTotals& totals, int64_t min_sequence = 0) {
  return totals.Read(min_sequence, absl::ZeroDuration(), [](const Engine&) { return absl::OkStatus(); });
}

TEST(LiveTotals, ServesNothingBeforeALogWasReached) {
  EXPECT_EQ(status::ReasonOf(Glance(LiveTotals())), "NOT_CAUGHT_UP");
}

TEST(LiveTotals, ServesNothingBeforeTheEndOfTheLogIsIn) {
  LogBuilder log;
  log.Organ("a", "").Organ("b", "a");
  LiveTotals totals;
  totals.Begin("log-a");
  ASSERT_TRUE(totals.Apply(LogBuilder(log).After(0)).ok());
  EXPECT_EQ(status::ReasonOf(Glance(totals)), "NOT_CAUGHT_UP");
  totals.ServeFrom(3);
  EXPECT_EQ(status::ReasonOf(Glance(totals)), "NOT_CAUGHT_UP");
  ASSERT_TRUE(totals.Apply(log.Organ("c", "a").After(2)).ok());
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, ServesOnWhileTheLogGrowsBehindABrokenFeed) {
  LiveTotals totals;
  totals.Begin("log-a");
  totals.ServeFrom(0);
  totals.ServeFrom(7);
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, RefusesWhatIsNotReachedInTimeAndSaysWhenToComeAgain) {
  LiveTotals totals;
  totals.Begin("log-a");
  totals.ServeFrom(0);
  const absl::Status refused = Glance(totals, 1);
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status::ReasonOf(refused), "NOT_CAUGHT_UP");
  EXPECT_TRUE(refused.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST(LiveTotals, LetsAReaderWaitForAnEvent) {
  LiveTotals totals;
  totals.Begin("log-a");
  totals.ServeFrom(0);
  int64_t seen = 0;
  absl::Status read;
  std::thread reader([&] {
    read = totals.Read(2, absl::InfiniteDuration(), [&](const Engine& engine) {
      seen = engine.position().sequence();
      return absl::OkStatus();
    });
  });
  LogBuilder log;
  EXPECT_TRUE(totals.Apply(log.Organ("a", "").After(0)).ok());
  EXPECT_TRUE(totals.Apply(log.Organ("b", "a").After(1)).ok());
  reader.join();
  EXPECT_TRUE(read.ok()) << read;
  EXPECT_EQ(seen, 2);
}

TEST(LiveTotals, RefusesReadsAfterAFailureUntilItBeginsAnew) {
  LiveTotals totals;
  totals.Begin("log-a");
  totals.ServeFrom(0);
  totals.Fail(absl::DataLossError("broken"));
  EXPECT_EQ(Glance(totals).code(), absl::StatusCode::kDataLoss);
  totals.Begin("log-a");
  totals.ServeFrom(0);
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, RefusesABatchOfAnotherLog) {
  LiveTotals totals;
  totals.Begin("log-b");
  LogBuilder log;
  EXPECT_EQ(status::ReasonOf(totals.Apply(log.Organ("a", "").After(0))), "LOG_CHANGED");
}

}  // namespace
}  // namespace nianbao::aggregation
