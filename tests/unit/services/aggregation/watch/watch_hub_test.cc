#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/watch/followed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

TEST(WatchHub, IsNotLedOnFromAStepOfAnotherHistory) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher other = followed.hubs.Watch(Watch({"district"}));
  MustTell(other);
  followed.log.Accept("bureau", 2024, 2, {{kReceived, 6}});
  followed.CatchUp();
  MustTell(other);
  followed.log = District().Accept("bureau", 2024, 1, {{kReceived, 50}});
  const auto rewritten = followed.log.token();
  followed.log.Accept("town", 2024, 1, {{kReceived, 2}}).Accept("town", 2024, 2, {{kReceived, 3}});
  followed.totals.Begin(0, "log-a");
  followed.totals.ServeFrom(0, 6);
  ASSERT_TRUE(followed.totals.Apply(0, followed.log.After(0)).ok());
  // The token is of the history that the totals have now. The hub, which has not looked since, once told of another at
  // this sequence.
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, rewritten));
  ExpectSilence(watcher);
  followed.Beat();
  const auto told = MustTell(watcher);
  EXPECT_EQ(SequenceOf(told), 6);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 53);
}

TEST(WatchHub, RefusesMoreTotalsThanAHubHolds) {
  LogBuilder log;
  log.Organ("top", "");
  for (int i = 0; i < 2500; ++i) log.Organ("n" + std::to_string(i), "top");
  Followed followed(log);
  v1::WatchAggregatesRequest request = Watch({"top"});
  request.set_depth(1);
  request.add_years(2023);
  EXPECT_EQ(status::ReasonOf(followed.hubs.Watch(request).Next().status()), "FIELD_INVALID");
  request.clear_years();
  EXPECT_TRUE(followed.hubs.Watch(request).Next().ok());
}

TEST(WatchHub, ResumedWhereTheHubOnceStoodTellsOnlyWhatChangedSince) {
  Followed followed(District());
  Watcher other = followed.hubs.Watch(Watch({"district", "town"}));
  MustTell(other);
  const auto old = followed.log.token();
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  followed.log.Accept("bureau", 2024, 2, {{kReceived, 6}});
  followed.CatchUp();
  Watcher watcher = followed.hubs.Watch(Resume({"town", "district"}, old));
  const auto told = MustTell(watcher);
  EXPECT_EQ(told.snapshots_size(), 0);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstCell(told).value(), 6);
  EXPECT_EQ(followed.hubs.size(), 1);
}

TEST(WatchHub, ResumedWhereTheHubNeverStoodTellsTheWholeState) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  Watcher other = followed.hubs.Watch(Watch({"district"}));
  MustTell(other);
  // A figure that was another for a moment, which only a reader of another replica saw.
  const auto between = followed.log.Accept("bureau", 2024, 2, {{kReceived, 6}}).token();
  followed.log.Accept("bureau", 2024, 3, {{kReceived, 5}});
  followed.CatchUp();
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, between));
  const auto told = MustTell(watcher);
  EXPECT_TRUE(told.afresh());
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 5);
}

TEST(WatchHub, RemembersTheLastPositionsItTold) {
  Followed followed(District());
  Watcher other = followed.hubs.Watch(Watch({"district"}));
  MustTell(other);
  std::vector<submission::v1::EventToken> tokens;
  for (int revision = 1; revision <= 300; ++revision) {
    tokens.push_back(followed.log.token());
    followed.log.Accept("bureau", 2024, revision, {{revision % 2 == 0 ? kReceived : kFees, revision}});
    followed.CatchUp();
    MustTell(other);
  }
  std::reverse(tokens.begin(), tokens.end());
  for (size_t i = 0; i < tokens.size(); ++i) {
    Watcher watcher = followed.hubs.Watch(Resume({"district"}, tokens[i]));
    const auto told = MustTell(watcher);
    ASSERT_EQ(told.afresh(), i >= 255) << i;
    if (told.afresh()) continue;
    ASSERT_EQ(told.deltas_size(), 1);
    std::map<std::string, int64_t> cells;
    for (const v1::CellTotal& cell : told.deltas(0).cells()) cells[cell.cell()] = cell.value();
    EXPECT_EQ(cells[kReceived], 300) << i;
    EXPECT_TRUE(cells.contains(kFees) && cells[kFees] == 0) << i;
  }
}

TEST(WatchHub, RemembersAPositionOnceForAllWhoAreLedThere) {
  Followed followed(District());
  Watcher prompt = followed.hubs.Watch(Watch({"district"}));
  Watcher late = followed.hubs.Watch(Watch({"district"}));
  MustTell(prompt);
  MustTell(late);
  const auto old = followed.log.token();
  for (int revision = 1; revision <= 200; ++revision) {
    followed.log.Accept("bureau", 2024, revision, {{kReceived, revision}});
    followed.CatchUp();
    MustTell(prompt);
    // From another step to the same one.
    if (revision % 2 == 0) MustTell(late);
  }
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, old));
  EXPECT_FALSE(MustTell(watcher).afresh());
}

TEST(WatchHub, LetsGoOfTheBytesOfAStepAtTheNextBeat) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  const std::weak_ptr<const std::string> bytes = MustTellBytes(watcher);
  EXPECT_FALSE(bytes.expired());
  followed.Beat();
  EXPECT_TRUE(bytes.expired());
}

TEST(WatchHub, SharesTheBytesOfAStepWithAllWhoNeedThem) {
  Followed followed(District());
  Watcher first = followed.hubs.Watch(Watch({"district", "town"}));
  Watcher second = followed.hubs.Watch(Watch({"town", "district", "town"}));
  EXPECT_EQ(MustTellBytes(first), MustTellBytes(second));
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  EXPECT_EQ(MustTellBytes(first), MustTellBytes(second));
}

// So many leave, over these years, that the hub does not remember them all.
TEST(WatchHub, TellsTheWholeStateToWhoKnowsMoreThanTheHubRemembersAsGone) {
  constexpr int kLeaving = 1100;
  const auto with_years = [](v1::WatchAggregatesRequest request) {
    request.set_depth(1);
    request.set_tree(v1::TREE_TODAY);
    for (const int year : {2020, 2021, 2022, 2023}) request.add_years(year);
    return request;
  };
  Followed followed(District().Organ("elsewhere", ""));
  Watcher watcher = followed.hubs.Watch(with_years(Watch({"town"})));
  MustTell(watcher);
  const auto move = [&](const std::string& parent) {
    for (int i = 0; i < kLeaving; ++i) followed.log.Organ("n" + std::to_string(i), parent);
    followed.CatchUp();
  };
  const auto expect_told = [](Watcher& reader, bool afresh, int gone) {
    v1::WatchAggregatesResponse part;
    int told = 0;
    do {
      part = MustTell(reader);
      EXPECT_EQ(part.afresh(), afresh);
      told += part.gone_size();
    } while (!part.has_position() && !HasFailure());
    EXPECT_EQ(told, gone);
  };
  move("town");
  expect_told(watcher, false, 0);
  const auto before = followed.log.token();
  move("elsewhere");
  expect_told(watcher, true, 0);
  const auto after = followed.log.token();
  followed.log.Accept("town", 2023, 1, {{kReceived, 5}});
  followed.CatchUp();
  Watcher knows_them = followed.hubs.Watch(with_years(Resume({"town"}, before)));
  expect_told(knows_them, true, 0);
  Watcher knows_none = followed.hubs.Watch(with_years(Resume({"town"}, after)));
  expect_told(knows_none, false, 0);
}

TEST(WatchHub, LooksAnewWhenItComesToAHubThatNobodyWatched) {
  Followed followed(District());
  const auto old = followed.log.token();
  { Watcher(followed.hubs.Watch(Watch({"district"}))).Next().IgnoreError(); }
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, old));
  const auto told = MustTell(watcher);
  EXPECT_FALSE(told.afresh());
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstCell(told).value(), 5);
}

TEST(WatchHub, TellsTheWholeStateOfALogThatWasRewrittenWhileNobodyWatched) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  const auto old = followed.log.token();
  { Watcher(followed.hubs.Watch(Watch({"district"}))).Next().IgnoreError(); }
  followed.log = District().Accept("bureau", 2024, 1, {{kReceived, 6}});
  followed.totals.Begin(0, "log-a");
  followed.totals.ServeFrom(0, 4);
  followed.CatchUp();
  Watcher watcher = followed.hubs.Watch(Resume({"district"}, old));
  const auto told = MustTell(watcher);
  EXPECT_TRUE(told.afresh());
  EXPECT_EQ(FirstSnapshot(told).totals().requests().received().natural_person(), 6);
  followed.log.Accept("bureau", 2024, 2, {{kReceived, 7}});
  followed.CatchUp();
  EXPECT_EQ(FirstCell(MustTell(watcher)).value(), 7);
}

TEST(WatchHubs, KeepOneHubForRequestsThatAskForTheSame) {
  Followed followed(District());
  v1::WatchAggregatesRequest plain = Watch({"district"});
  plain.add_years(2023);
  v1::WatchAggregatesRequest wordy = Watch({"district", "district"});
  wordy.set_year(2023);
  wordy.add_years(2024);
  wordy.add_years(2023);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) wordy.add_cells(cell.code);
  Watcher first = followed.hubs.Watch(plain);
  Watcher second = followed.hubs.Watch(wordy);
  EXPECT_EQ(followed.hubs.size(), 1);
  EXPECT_EQ(MustTellBytes(first), MustTellBytes(second));
  for (const auto& change : std::vector<void (*)(v1::WatchAggregatesRequest&)>{
           [](auto& other) { other.set_depth(1); }, [](auto& other) { other.set_line("公安"); },
           [](auto& other) { other.set_tree(v1::TREE_TODAY); }, [](auto& other) { other.add_cells(kFees); },
           [](auto& other) { other.add_years(2022); }, [](auto& other) { other.add_nodes("organs/town"); }}) {
    v1::WatchAggregatesRequest other = plain;
    change(other);
    const size_t before = followed.hubs.size();
    Watcher third = followed.hubs.Watch(other);
    EXPECT_EQ(followed.hubs.size(), before + 1) << other.ShortDebugString();
  }
}

TEST(WatchHubs, ForgetAHubSomeTimeAfterItsLastWatcher) {
  Followed followed(District());
  {
    Watcher watcher = followed.hubs.Watch(Watch({"district"}));
    followed.Beat(kMemory);
    followed.Beat(kMemory);
    EXPECT_EQ(followed.hubs.size(), 1);
  }
  followed.Beat(kMemory / 2);
  EXPECT_EQ(followed.hubs.size(), 1);
  followed.Beat(kMemory / 2);
  EXPECT_EQ(followed.hubs.size(), 0);
}

}  // namespace
}  // namespace nianbao::aggregation
