#include "services/aggregation/peer/backoff.h"

#include <gtest/gtest.h>

namespace nianbao::aggregation {
namespace {

const absl::Status kGone = absl::UnavailableError("gone");
const absl::Status kCorrupt = absl::DataLossError("corrupt");

absl::Duration After(Backoff& backoff, const absl::Status& broken, bool progressed, int times) {
  absl::Duration last;
  for (int i = 0; i < times; ++i) last = backoff.Next(broken, progressed);
  return last;
}

TEST(Backoff, GrowsWhileNobodyAnswers) {
  Backoff backoff;
  EXPECT_EQ(backoff.Next(kGone, false), absl::Milliseconds(100));
  EXPECT_EQ(backoff.Next(kGone, false), absl::Milliseconds(200));
  EXPECT_EQ(After(backoff, kGone, false, 20), absl::Seconds(2));
}

TEST(Backoff, StartsOverAfterProgress) {
  Backoff backoff;
  After(backoff, kGone, false, 20);
  EXPECT_EQ(backoff.Next(kGone, true), absl::Milliseconds(100));
}

TEST(Backoff, GrowsFromFaultToFaultWhateverWasReadBetween) {
  for (const absl::Status& fault : {kCorrupt, absl::InternalError("gap")}) {
    Backoff backoff;
    EXPECT_EQ(backoff.Next(fault, true), absl::Milliseconds(100));
    EXPECT_EQ(backoff.Next(fault, true), absl::Milliseconds(200));
    EXPECT_EQ(After(backoff, fault, true, 20), absl::Minutes(1));
  }
}

TEST(Backoff, ForgetsAFaultOnceTheFeedWorks) {
  Backoff backoff;
  After(backoff, kCorrupt, true, 20);
  EXPECT_EQ(backoff.Next(kGone, true), absl::Milliseconds(100));
}

}  // namespace
}  // namespace nianbao::aggregation
