#include "services/aggregation/domain/watch/watcher.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

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

// So many organs that all they report in these years does not fit one message.
constexpr int kManyOrgans = 500;
constexpr int kManyYears[] = {2021, 2022, 2023, 2024, 2025};

LogBuilder ManyOrgans() {
  LogBuilder log;
  for (int i = 0; i < kManyOrgans; ++i) log.Organ("n" + std::to_string(i), "");
  return log;
}

LogBuilder& AcceptAll(LogBuilder& log, int revision) {
  nianbao::testing::Figures full;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) full[cell.code] = (int64_t{1} << 40) + revision;
  for (const int year : kManyYears) {
    for (int i = 0; i < kManyOrgans; ++i) log.Accept("n" + std::to_string(i), year, revision, full);
  }
  return log;
}

v1::WatchAggregatesRequest WatchManyOrgans() {
  v1::WatchAggregatesRequest request = Watch({});
  for (int i = 0; i < kManyOrgans; ++i) request.add_nodes("organs/n" + std::to_string(i));
  for (const int year : kManyYears) request.add_years(year);
  return request;
}

TEST(Watcher, TellsInPartsWhatClientsWouldNotTakeAtOnce) {
  LogBuilder log = ManyOrgans();
  Followed followed(AcceptAll(log, 1));
  Watcher watcher = followed.hubs.Watch(WatchManyOrgans());
  const auto expect_all_in_parts = [&](bool afresh) {
    int totals = 0;
    int delta_cells = 0;
    size_t bytes_in_all = 0;
    size_t parts = 0;
    bool ended = false;
    while (!ended && !HasFailure()) {
      const std::shared_ptr<const std::string> bytes = MustTellBytes(watcher);
      EXPECT_LT(bytes->size(), 4u << 20);
      const v1::WatchAggregatesResponse part = Parsed(*bytes);
      EXPECT_EQ(part.afresh(), afresh);
      bytes_in_all += bytes->size();
      for (const v1::AggregateDelta& delta : part.deltas()) delta_cells += delta.cells_size();
      totals += part.snapshots_size() + part.deltas_size();
      ++parts;
      ended = part.has_position();
      EXPECT_EQ(watcher.HasMore(), !ended);
    }
    EXPECT_EQ(totals, kManyOrgans * 5);
    EXPECT_GT(parts, 1u);
    EXPECT_LE(parts, bytes_in_all / 2'500'000 + 1) << "of " << bytes_in_all << " bytes";
    // Beyond so many cells a delta takes more than a snapshot.
    EXPECT_LE(delta_cells, 10'200);
    ExpectSilence(watcher);
  };
  expect_all_in_parts(true);
  AcceptAll(followed.log, 2);
  followed.CatchUp();
  expect_all_in_parts(false);
}

TEST(Watcher, GoesOnWithThePartsOfAStepWhenTheTotalsMoveOn) {
  LogBuilder log = ManyOrgans();
  Followed followed(AcceptAll(log, 1));
  Watcher watcher = followed.hubs.Watch(WatchManyOrgans());
  const int64_t begun_at = followed.log.token().sequence();
  v1::WatchAggregatesResponse part = MustTell(watcher);
  ASSERT_FALSE(part.has_position());
  followed.log.Accept("n0", 2021, 2, {{kReceived, 5}});
  followed.CatchUp();
  while (!part.has_position() && !HasFailure()) part = MustTell(watcher);
  EXPECT_EQ(SequenceOf(part), begun_at);
  const auto told = MustTell(watcher);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(FirstDelta(told).node(), "organs/n0");
  EXPECT_EQ(FirstDelta(told).coverage().accepted(), 1);
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
