#include "services/aggregation/domain/watch/subscription.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/watch/followed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

TEST(Subscription, RefusesANodeThatIsNotInTheRoster) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district", "stranger"}));
  EXPECT_EQ(status::ReasonOf(watcher.Next().status()), "ORGAN_UNKNOWN");
}

TEST(Subscription, TellsWhatCameBelowTheNodeAndWhatLeft) {
  Followed followed(District().Organ("office", "town").Organ("elsewhere", ""));
  v1::WatchAggregatesRequest request = Watch({"district"});
  request.set_depth(1);
  Watcher watcher = followed.hubs.Watch(request);
  EXPECT_THAT(SnapshotNodes(MustTell(watcher)),
              ::testing::UnorderedElementsAre("organs/district", "organs/bureau", "organs/town"));
  followed.log.Organ("bureau", "elsewhere").Organ("school", "district");
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_FALSE(told.afresh());
  EXPECT_THAT(SnapshotNodes(told), ::testing::ElementsAre("organs/school"));
  ASSERT_EQ(told.gone_size(), 1);
  EXPECT_EQ(told.gone(0).node(), "organs/bureau");
  EXPECT_EQ(told.gone(0).year(), 2024);
  followed.log.Organ("bureau", "district");
  followed.CatchUp();
  const auto back = MustTell(watcher);
  EXPECT_THAT(SnapshotNodes(back), ::testing::ElementsAre("organs/bureau"));
  EXPECT_EQ(back.gone_size(), 0);
}

TEST(Subscription, TellsALateReaderNothingOfWhoCameBack) {
  Followed followed(District().Organ("elsewhere", ""));
  v1::WatchAggregatesRequest request = Watch({"district"});
  request.set_depth(1);
  Watcher watcher = followed.hubs.Watch(request);
  MustTell(watcher);
  followed.log.Organ("bureau", "elsewhere");
  followed.CatchUp();
  followed.log.Organ("bureau", "district");
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.gone_size(), 0);
  EXPECT_THAT(SnapshotNodes(told), ::testing::Contains("organs/bureau"));
}

TEST(Subscription, TellsOnceWhatLeft) {
  Followed followed(District().Organ("elsewhere", ""));
  v1::WatchAggregatesRequest request = Watch({"district"});
  request.set_depth(1);
  Watcher watcher = followed.hubs.Watch(request);
  Watcher late = followed.hubs.Watch(request);
  MustTell(watcher);
  MustTell(late);
  followed.log.Organ("bureau", "elsewhere");
  followed.CatchUp();
  EXPECT_EQ(MustTell(watcher).gone_size(), 1);
  followed.log.Accept("town", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.deltas_size(), 2);
  EXPECT_EQ(told.gone_size(), 0);
  EXPECT_EQ(MustTell(late).gone_size(), 1);
  Watcher fresh = followed.hubs.Watch(request);
  EXPECT_EQ(MustTell(fresh).gone_size(), 0);
}

TEST(Subscription, TellsAtOnceOfOneThatLeftAndChangedNoTotal) {
  Followed followed(District());
  v1::WatchAggregatesRequest request = Watch({"district"});
  request.set_depth(2);
  Watcher watcher = followed.hubs.Watch(request);
  MustTell(watcher);
  followed.log.Organ("office", "town", organ::v1::SCOPE_DUTY_ROLL_UP);
  followed.CatchUp();
  EXPECT_THAT(SnapshotNodes(MustTell(watcher)), ::testing::ElementsAre("organs/office"));
  followed.log.Organ("office", "", organ::v1::SCOPE_DUTY_ROLL_UP);
  followed.CatchUp();
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.deltas_size(), 0);
  EXPECT_EQ(told.gone_size(), 1);
}

TEST(Subscription, TheTreeOfEachYearHasItsOwnNodes) {
  LogBuilder log = District().Organ("elsewhere", "");
  log.List(2023, {.id = "district"}).List(2023, {.id = "bureau", .parent = "district"});
  Followed followed(log);
  v1::WatchAggregatesRequest request = Watch({"district"});
  request.add_years(2023);
  request.set_depth(1);
  Watcher watcher = followed.hubs.Watch(request);
  const auto told = MustTell(watcher);
  std::vector<std::string> of_2023;
  for (const v1::Aggregate& snapshot : told.snapshots()) {
    if (snapshot.year() == 2023) of_2023.push_back(snapshot.node());
  }
  EXPECT_THAT(of_2023, ::testing::UnorderedElementsAre("organs/district", "organs/bureau"));
  EXPECT_EQ(told.snapshots_size(), 2 + 3);
  followed.log.Organ("bureau", "elsewhere");
  followed.CatchUp();
  const auto moved = MustTell(watcher);
  ASSERT_EQ(moved.gone_size(), 1);
  EXPECT_EQ(moved.gone(0).year(), 2024);
}

TEST(Subscription, TellsOnlyTheChosenCells) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}, {kFees, 7}}));
  v1::WatchAggregatesRequest request = Watch({"bureau"});
  request.add_cells(kFees);
  Watcher watcher = followed.hubs.Watch(request);
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(FirstSnapshot(told).totals().proactive_disclosure().administrative_fees(), 7);
  EXPECT_FALSE(FirstSnapshot(told).totals().requests().received().has_natural_person());
  followed.log.Accept("bureau", 2024, 2, {{kReceived, 6}, {kFees, 7}});
  followed.CatchUp();
  ExpectSilence(watcher);
  followed.log.Accept("bureau", 2024, 3, {{kReceived, 6}, {kFees, 8}});
  followed.CatchUp();
  const auto changed = MustTell(watcher);
  ASSERT_EQ(changed.deltas_size(), 1);
  ASSERT_EQ(FirstDelta(changed).cells_size(), 1);
  EXPECT_EQ(FirstCell(changed).cell(), kFees);
  EXPECT_EQ(FirstCell(changed).value(), 8);
}

TEST(Subscription, SumsTheTreeAndLineAskedFor) {
  LogBuilder log = District();
  log.Put({.id = "police", .parent = "town", .line = "公安"});
  log.Accept("police", 2024, 1, {{kReceived, 3}}).Accept("bureau", 2024, 1, {{kReceived, 5}});
  Followed followed(log);
  v1::WatchAggregatesRequest request = Watch({"district"});
  request.set_line("公安");
  request.set_tree(v1::TREE_TODAY);
  Watcher watcher = followed.hubs.Watch(request);
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 3);
  EXPECT_EQ(FirstSnapshot(told).tree(), v1::TREE_TODAY);
  EXPECT_EQ(FirstSnapshot(told).line(), "公安");
}

}  // namespace
}  // namespace nianbao::aggregation
