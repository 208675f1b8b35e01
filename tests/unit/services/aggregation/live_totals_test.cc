#include "services/aggregation/domain/live_totals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::LogBuilder;

absl::Status Glance(const LiveTotals& totals, int64_t min_sequence = 0) {
  return totals.Read({.min_sequence = min_sequence}, absl::ZeroDuration(),
                     [](const Engine&, int64_t) { return absl::OkStatus(); });
}

TEST(LiveTotals, ServesNothingBeforeALogWasReached) {
  EXPECT_EQ(status::ReasonOf(Glance(LiveTotals())), "NOT_CAUGHT_UP");
}

TEST(LiveTotals, ServesNothingBeforeTheEndOfTheLogIsIn) {
  LogBuilder log;
  log.Organ("a", "").Organ("b", "a");
  LiveTotals totals;
  totals.Begin(0, "log-a");
  ASSERT_TRUE(totals.Apply(0, LogBuilder(log).After(0)).ok());
  EXPECT_EQ(status::ReasonOf(Glance(totals)), "NOT_CAUGHT_UP");
  totals.ServeFrom(0, 3);
  EXPECT_EQ(status::ReasonOf(Glance(totals)), "NOT_CAUGHT_UP");
  ASSERT_TRUE(totals.Apply(0, log.Organ("c", "a").After(2)).ok());
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, ServesOnWhileTheLogGrowsBehindABrokenFeed) {
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  totals.ServeFrom(0, 7);
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, RefusesWhatIsNotReachedInTimeAndSaysWhenToComeAgain) {
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  const absl::Status refused = Glance(totals, 1);
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status::ReasonOf(refused), "NOT_CAUGHT_UP");
  EXPECT_TRUE(refused.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST(LiveTotals, LetsAReaderWaitForAnEvent) {
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  int64_t seen = 0;
  absl::Status read;
  std::thread reader([&] {
    read = totals.Read({.min_sequence = 2}, absl::InfiniteDuration(), [&](const Engine& engine, int64_t) {
      seen = engine.facts().Log(0)->position().sequence();
      return absl::OkStatus();
    });
  });
  LogBuilder log;
  EXPECT_TRUE(totals.Apply(0, log.Organ("a", "").After(0)).ok());
  EXPECT_TRUE(totals.Apply(0, log.Organ("b", "a").After(1)).ok());
  reader.join();
  EXPECT_TRUE(read.ok()) << read;
  EXPECT_EQ(seen, 2);
}

TEST(LiveTotals, RefusesReadsAfterAFailureUntilTheyReachTheEndOfTheLogAgain) {
  LogBuilder log;
  log.Organ("a", "").Organ("b", "a");
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  totals.Fail(0, absl::DataLossError("broken"));
  EXPECT_TRUE(absl::IsDataLoss(Glance(totals)));
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 2);
  EXPECT_TRUE(absl::IsDataLoss(Glance(totals)));
  ASSERT_TRUE(totals.Apply(0, LogBuilder().Organ("a", "").After(0)).ok());
  EXPECT_TRUE(absl::IsDataLoss(Glance(totals)));
  ASSERT_TRUE(totals.Apply(0, log.After(1)).ok());
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, CaughtUpBeforeAFailureAreToCatchUpWithTheLogAsItIsAfterIt) {
  LogBuilder log;
  log.Organ("a", "");
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  totals.Fail(0, absl::DataLossError("broken"));
  totals.ServeFrom(0, 2);
  ASSERT_TRUE(totals.Apply(0, log.After(0)).ok());
  EXPECT_TRUE(absl::IsDataLoss(Glance(totals)));
  ASSERT_TRUE(totals.Apply(0, log.Organ("b", "a").After(1)).ok());
  EXPECT_TRUE(Glance(totals).ok());
}

TEST(LiveTotals, RefusesReadsAfterABatchWithAGap) {
  LogBuilder log;
  log.Organ("a", "").Organ("b", "a");
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  EXPECT_EQ(status::ReasonOf(totals.Apply(0, log.After(1))), "FEED_GAP");
  EXPECT_EQ(status::ReasonOf(Glance(totals)), "FEED_GAP");
}

TEST(LiveTotals, LetsOnlySoManyReadsWait) {
  LiveTotals totals({""}, 1);
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  absl::Mutex mutex;
  std::vector<std::string> ends;
  const auto wait_for_an_event = [&] {
    const absl::Status read =
        totals.Read({.min_sequence = 1}, absl::Seconds(60), [](const Engine&, int64_t) { return absl::OkStatus(); });
    absl::MutexLock lock(&mutex);
    ends.push_back(status::ReasonOf(read));
  };
  std::thread one(wait_for_an_event);
  std::thread other(wait_for_an_event);
  {
    absl::MutexLock lock(&mutex);
    const auto one_ended = [&] { return !ends.empty(); };
    mutex.Await(absl::Condition(&one_ended));
  }
  EXPECT_TRUE(totals.Apply(0, LogBuilder().Organ("a", "").After(0)).ok());
  one.join();
  other.join();
  EXPECT_THAT(ends, ::testing::ElementsAre("NOT_CAUGHT_UP", ""));
}

TEST(LiveTotals, TellReadersWhenTheyAreOfAnotherHistory) {
  LiveTotals totals;
  const auto epoch = [&] {
    int64_t seen = 0;
    EXPECT_TRUE(totals
                    .Read({}, absl::ZeroDuration(),
                          [&](const Engine&, int64_t epoch) {
                            seen = epoch;
                            return absl::OkStatus();
                          })
                    .ok());
    return seen;
  };
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  const int64_t first = epoch();
  EXPECT_TRUE(totals.Apply(0, LogBuilder().Organ("a", "").After(0)).ok());
  EXPECT_EQ(epoch(), first);
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  EXPECT_NE(epoch(), first);
}

TEST(LiveTotals, RefusesABatchOfAnotherLog) {
  LiveTotals totals;
  totals.Begin(0, "log-b");
  LogBuilder log;
  EXPECT_EQ(status::ReasonOf(totals.Apply(0, log.Organ("a", "").After(0))), "LOG_CHANGED");
}

}  // namespace
}  // namespace nianbao::aggregation
