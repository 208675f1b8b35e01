#include "services/aggregation/domain/watch/watcher.h"

#include <gtest/gtest.h>

#include "libs/form/catalogue.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/watch/followed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

TEST(Watcher, BeginsWithASnapshotOfEachNode) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher watcher = followed.hubs.Watch(Watch({"district", "town"}));
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.snapshots_size(), 2);
  EXPECT_EQ(FirstSnapshot(told).node(), "organs/district");
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 5);
  EXPECT_EQ(FirstSnapshot(told).coverage().accepted(), 1);
  EXPECT_EQ(told.snapshots(1).node(), "organs/town");
  EXPECT_EQ(told.deltas_size(), 0);
  EXPECT_TRUE(told.afresh());
  EXPECT_EQ(told.position().sources(0).SerializeAsString(), followed.log.token().SerializeAsString());
  ExpectSilence(watcher);
}

TEST(Watcher, ThenTellsOnlyTheCellsThatChanged) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district", "town"}));
  MustTell(watcher);
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.snapshots_size(), 0);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstDelta(told).node(), "organs/district");
  EXPECT_EQ(FirstDelta(told).year(), 2024);
  ASSERT_EQ(FirstDelta(told).cells_size(), 1);
  EXPECT_EQ(FirstCell(told).cell(), kReceived);
  EXPECT_EQ(FirstCell(told).value(), 5);
  EXPECT_EQ(FirstDelta(told).coverage().accepted(), 1);
  EXPECT_FALSE(told.afresh());
  EXPECT_EQ(SequenceOf(told), 4);
}

TEST(Watcher, TellsALateReaderOnlyTheLatestState) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  MustTell(watcher);
  for (int revision = 1; revision <= 9; ++revision) {
    followed.log.Accept("bureau", 2024, revision, {{kReceived, revision}});
    followed.CatchUp();
  }
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstCell(told).value(), 9);
  ExpectSilence(watcher);
}

TEST(Watcher, TellsThePositionAloneOnceInFiveSeconds) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"town"}));
  MustTell(watcher);
  for (int revision = 1; revision <= 3; ++revision) {
    followed.log.Accept("bureau", 2024, revision, {{kReceived, revision}});
    followed.CatchUp();
    ExpectSilence(watcher);
  }
  followed.Beat(absl::Seconds(5));
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.snapshots_size() + told.deltas_size(), 0);
  EXPECT_FALSE(told.afresh());
  EXPECT_EQ(SequenceOf(told), 6);
  ExpectSilence(watcher);
  followed.log.Accept("bureau", 2024, 4, {{kReceived, 9}});
  followed.CatchUp();
  ExpectSilence(watcher);
  followed.Beat(absl::Seconds(5));
  EXPECT_EQ(SequenceOf(MustTell(watcher)), 7);
}

TEST(Watcher, SaysEveryFiveSecondsThatItStandsWhileNothingHappens) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"town"}));
  const int64_t sequence = SequenceOf(MustTell(watcher));
  for (int times = 0; times < 3; ++times) {
    followed.Beat(absl::Seconds(4));
    ExpectSilence(watcher);
    followed.Beat(absl::Seconds(1));
    const auto told = MustTell(watcher);
    EXPECT_EQ(told.snapshots_size() + told.deltas_size() + told.gone_size(), 0);
    EXPECT_FALSE(told.afresh());
    EXPECT_EQ(SequenceOf(told), sequence);
  }
}

TEST(Watcher, TellsARenamedNodeAsAWhole) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"town"}));
  MustTell(watcher);
  followed.log.Organ("town", "district", organ::v1::SCOPE_DUTY_OWN, "新镇");
  followed.CatchUp();
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(FirstSnapshot(told).title(), "新镇");
  EXPECT_FALSE(told.afresh());
}

TEST(Watcher, GoesOnInEachOfSeveralLogs) {
  LogBuilder one("log-a");
  one.Organ("a", "");
  LogBuilder two("log-b");
  two.Organ("b", "");
  LiveTotals totals({"", ""});
  totals.Begin(0, "log-a");
  totals.Begin(1, "log-b");
  const auto take_in = [&] {
    EXPECT_TRUE(totals.Apply(0, one.After(totals.position(0)->sequence())).ok());
    EXPECT_TRUE(totals.Apply(1, two.After(totals.position(1)->sequence())).ok());
  };
  totals.ServeFrom(0, 0);
  totals.ServeFrom(1, 0);
  take_in();
  WatchHubs hubs(totals, {.patience = kForever, .clock = absl::UnixEpoch});
  Watcher other = hubs.Watch(Watch({"a", "b"}));
  MustTell(other);
  // Elsewhere the second log was read first.
  v1::WatchAggregatesRequest resumed = Watch({"a", "b"});
  *resumed.mutable_resume_token()->add_sources() = one.token();
  *resumed.mutable_resume_token()->add_sources() = two.Accept("b", 2024, 1, {{kReceived, 2}}).token();
  Watcher watcher = hubs.Watch(resumed);
  ExpectSilence(watcher);
  one.Accept("a", 2024, 1, {{kReceived, 1}});
  ASSERT_TRUE(totals.Apply(0, one.After(1)).ok());
  hubs.Look();
  ExpectSilence(watcher);
  take_in();
  hubs.Look();
  const auto told = MustTell(watcher);
  EXPECT_TRUE(told.afresh());
  EXPECT_EQ(told.snapshots_size(), 2);
  EXPECT_EQ(told.position().sources_size(), 2);
  two.Accept("b", 2024, 2, {{kReceived, 3}});
  take_in();
  hubs.Look();
  EXPECT_EQ(MustTell(watcher).deltas_size(), 1);
}

TEST(Watcher, TellsTheWholeStateOfANewLog) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  MustTell(watcher);
  LogBuilder restored("log-b");
  restored.Organ("district", "");
  followed.totals.Begin(0, "log-b");
  ASSERT_TRUE(followed.totals.Apply(0, restored.After(0)).ok());
  followed.totals.ServeFrom(0, 1);
  followed.Beat();
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 0);
  EXPECT_EQ(told.position().sources(0).log_id(), "log-b");
}

TEST(Watcher, TellsHowManyReportsHoldNoNumberInACell) {
  Followed followed(District());
  v1::WatchAggregatesRequest request = Watch({"bureau"});
  request.add_cells(kReceived);
  request.add_cells(kFees);
  Watcher watcher = followed.hubs.Watch(request);
  MustTell(watcher);
  followed.log.Accept("bureau", 2024, 1, {{kFees, 0}});
  followed.CatchUp();
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstDelta(told).cells_size(), 0);
  const form::Cell& received = *form::Catalogue::Get().Find(kReceived);
  const v1::EmptyCells& empty = told.deltas(0).empty_cells();
  ASSERT_EQ(empty.blank_size(), 200);
  for (int cell = 0; cell < 200; ++cell) EXPECT_EQ(empty.blank(cell), cell == received.index ? 1 : 0) << cell;
  followed.log.Accept("bureau", 2024, 2, {{kFees, 1}});
  followed.CatchUp();
  EXPECT_FALSE(FirstDelta(MustTell(watcher)).has_empty_cells());
  followed.log.Accept("bureau", 2024, 3, {{kFees, 1}, {kReceived, 0}});
  followed.CatchUp();
  const auto filled = MustTell(watcher);
  EXPECT_TRUE(FirstDelta(filled).has_empty_cells());
  EXPECT_EQ(FirstDelta(filled).empty_cells().blank_size(), 0);
}

}  // namespace
}  // namespace nianbao::aggregation
