// Watchers that are resumed, and what they are told when the totals or the log are others by then.
#include <gtest/gtest.h>

#include <string>

#include "libs/status/error.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "services/aggregation/domain/watch/watcher.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/watch/followed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

TEST(Watcher, ResumedAtThePositionTellsOnlyWhatChangesFromThere) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, followed.log.token()));
  ExpectSilence(watcher);
  followed.log.Accept("town", 2024, 1, {{kReceived, 2}});
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.snapshots_size(), 0);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstCell(told).value(), 7);
}

TEST(Watcher, ResumedAtAnOlderPositionTellsTheWholeState) {
  Followed followed(District());
  const auto old = followed.log.token();
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, old));
  EXPECT_EQ(MustTell(watcher).snapshots_size(), 1);
}

TEST(Watcher, ResumedAheadOfTheTotalsWaitsForThem) {
  LogBuilder ahead = District().Accept("bureau", 2024, 1, {{kReceived, 5}});
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, ahead.token()));
  ExpectSilence(watcher);
  followed.log = ahead;
  followed.CatchUp();
  ExpectSilence(watcher);
  followed.log.Accept("town", 2024, 1, {{kReceived, 2}});
  followed.CatchUp();
  EXPECT_EQ(SequenceOf(MustTell(watcher)), 5);
}

TEST(Watcher, ResumedWithATokenOfAnotherLogTellsTheWholeState) {
  Followed followed(District());
  submission::v1::EventToken foreign = followed.log.token();
  foreign.set_log_id("log-b");
  foreign.set_sequence(99);
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, foreign));
  EXPECT_EQ(MustTell(watcher).snapshots_size(), 1);
}

TEST(Watcher, ResumedWithAnotherDigestTellsTheWholeState) {
  Followed followed(District());
  submission::v1::EventToken rewritten = followed.log.token();
  rewritten.set_digest(std::string(32, 'x'));
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, rewritten));
  EXPECT_EQ(MustTell(watcher).snapshots_size(), 1);
}

TEST(Watcher, ResumedAheadOfTheTotalsLosesItsPatience) {
  LogBuilder ahead = District().Accept("bureau", 2024, 1, {{kReceived, 5}});
  Followed followed(District(), absl::Seconds(10));
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, ahead.token()));
  ExpectSilence(watcher);
  followed.Beat(absl::Seconds(9));
  ExpectSilence(watcher);
  followed.Beat(absl::Seconds(1));
  const absl::Status late = watcher.Next().status();
  EXPECT_EQ(late.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status::ReasonOf(late), "NOT_CAUGHT_UP");
  EXPECT_TRUE(late.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST(Watcher, IsPatientAgainEachTimeItFallsBehind) {
  Followed followed(District(), absl::Seconds(10));
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  MustTell(watcher);
  for (int i = 0; i < 3; ++i) {
    followed.totals.Begin(0, "log-a");
    followed.Beat();
    ExpectSilence(watcher);
    followed.Beat(absl::Seconds(9));
    ExpectSilence(watcher);
    followed.totals.ServeFrom(0, 0);
    followed.CatchUp();
    const auto told = MustTell(watcher);
    EXPECT_EQ(told.snapshots_size() + told.deltas_size(), 0) << "it stands, and that is all";
  }
}

TEST(Watcher, AtThePositionOfTheTotalsNeedsNoPatience) {
  Followed followed(District(), absl::ZeroDuration());
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  MustTell(watcher);
  ExpectSilence(watcher);
}

TEST(Watcher, NeverGoesBackWhileTheTotalsAreRebuilt) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  MustTell(watcher);
  followed.totals.Begin(0, "log-a");
  followed.Beat();
  ExpectSilence(watcher);
  followed.totals.ServeFrom(0, 0);
  followed.Beat();
  ExpectSilence(watcher);
  followed.CatchUp();
  ExpectSilence(watcher);
  followed.log.Accept("town", 2024, 1, {{kReceived, 2}});
  followed.CatchUp();
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstCell(told).value(), 7);
}

TEST(Watcher, OneThatWasBehindMissesNothingWhenTheTotalsAreRebuilt) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  MustTell(watcher);
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  followed.totals.Begin(0, "log-a");
  followed.totals.ServeFrom(0, 0);
  followed.Beat();
  ExpectSilence(watcher);
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_TRUE(told.afresh());
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 5);
}

TEST(Watcher, OneThatWasToldNothingNeedNotWaitForWhatOthersKnow) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher other = followed.hubs.Watch(Watch({"district"}));
  MustTell(other);
  followed.totals.Begin(0, "log-a");
  followed.Beat();
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  ExpectSilence(watcher);
  followed.log = District();
  followed.totals.ServeFrom(0, 3);
  followed.CatchUp();
  EXPECT_EQ(SequenceOf(MustTell(watcher)), 3);
  ExpectSilence(other);
}

TEST(Watcher, TellsTheWholeStateWhenTheLogWasRewrittenUnderItsName) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher watcher = followed.hubs.Watch(Watch({"district", "bureau"}));
  MustTell(watcher);
  followed.log = District().Accept("bureau", 2024, 1, {{kReceived, 6}}).Accept("town", 2024, 1, {{kReceived, 2}});
  followed.totals.Begin(0, "log-a");
  followed.totals.ServeFrom(0, 5);
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.deltas_size(), 0);
  EXPECT_TRUE(told.afresh());
  ASSERT_EQ(told.snapshots_size(), 2);
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 8);
  EXPECT_EQ(told.snapshots(1).totals().requests().received().natural_person(), 6);
}

TEST(Watcher, NeverGoesBehindItsTokenInAnotherHistoryEither) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  const auto old = followed.log.token();
  followed.log = District();
  followed.totals.Begin(0, "log-a");
  followed.totals.ServeFrom(0, 0);
  followed.CatchUp();
  Watcher other = followed.hubs.Watch(Watch({"district"}));
  MustTell(other);
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 6}});
  ASSERT_TRUE(followed.totals.Apply(0, followed.log.After(3)).ok());
  // The totals are of the other history where the token was, but nobody has looked at them there.
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, old));
  ExpectSilence(watcher);
  followed.Beat();
  const auto told = MustTell(watcher);
  EXPECT_TRUE(told.afresh());
  EXPECT_EQ(SequenceOf(told), 4);
}

TEST(Watcher, RefusesAResumedReaderWhoseNodeIsNotInTheRoster) {
  Followed followed(District(), absl::ZeroDuration());
  Watcher watcher = followed.hubs.Watch(Resume({"stranger"}, followed.log.token()));
  EXPECT_EQ(status::ReasonOf(watcher.Next().status()), "ORGAN_UNKNOWN");
}

TEST(Watcher, WaitsForANodeThatTheTotalsHaveAndNobodyHasLookedAt) {
  Followed followed(District());
  LogBuilder ahead = District().Organ("school", "district");
  Watcher watcher = followed.hubs.Watch(Resume({"school"}, ahead.token()));
  ExpectSilence(watcher);
  followed.log = ahead;
  ASSERT_TRUE(followed.totals.Apply(0, ahead.After(3)).ok());
  ExpectSilence(watcher);
  followed.Beat();
  ExpectSilence(watcher);
  followed.log.Accept("school", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  EXPECT_EQ(MustTell(watcher).deltas_size(), 1);
}

}  // namespace
}  // namespace nianbao::aggregation
