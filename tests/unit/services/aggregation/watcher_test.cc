#include "services/aggregation/domain/watch/watcher.h"

#include <gmock/gmock.h>
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

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

constexpr absl::Duration kForever = absl::InfiniteDuration();
constexpr absl::Duration kMemory = absl::Minutes(1);

// Totals, the log they follow, and those who watch them by a clock that stands still.
struct Followed {
  explicit Followed(const LogBuilder& begun, absl::Duration patience = kForever)
      : log(begun), hubs(totals, {.patience = patience, .memory = kMemory, .clock = [this] { return now; }}) {
    totals.Begin(0, log.token().log_id());
    totals.ServeFrom(0, 0);
    CatchUp();
  }
  // The totals take in what the log has, and are looked at.
  void CatchUp() {
    EXPECT_TRUE(totals.Apply(0, log.After(totals.position(0)->sequence())).ok());
    Beat();
  }
  void Beat(absl::Duration pause = absl::Milliseconds(200)) {
    now += pause;
    hubs.Look();
  }

  LogBuilder log;
  LiveTotals totals;
  absl::Time now = absl::UnixEpoch();
  WatchHubs hubs;
};

LogBuilder District() {
  LogBuilder log;
  log.Organ("district", "").Organ("bureau", "district").Organ("town", "district");
  return log;
}

v1::WatchAggregatesRequest Watch(const std::vector<std::string>& ids) {
  v1::WatchAggregatesRequest request;
  for (const std::string& id : ids) request.add_nodes("organs/" + id);
  request.set_year(2024);
  return request;
}

v1::WatchAggregatesRequest Resume(const std::vector<std::string>& ids, const submission::v1::EventToken& token) {
  v1::WatchAggregatesRequest request = Watch(ids);
  *request.mutable_resume_token()->add_sources() = token;
  return request;
}

v1::WatchAggregatesResponse Parsed(const std::string& bytes) {
  v1::WatchAggregatesResponse message;
  EXPECT_TRUE(message.ParseFromString(bytes));
  return message;
}

std::shared_ptr<const std::string> MustTellBytes(Watcher& watcher) {
  const auto told = watcher.Next();
  EXPECT_TRUE(told.ok()) << told.status();
  EXPECT_TRUE(told.ok() && *told != nullptr) << "nothing told";
  return told.ok() && *told != nullptr ? *told : std::make_shared<const std::string>();
}

v1::WatchAggregatesResponse MustTell(Watcher& watcher) { return Parsed(*MustTellBytes(watcher)); }

void ExpectSilence(Watcher& watcher) {
  const auto told = watcher.Next();
  EXPECT_TRUE(told.ok()) << told.status();
  EXPECT_FALSE(told.ok() && *told != nullptr) << Parsed(**told).DebugString();
}

v1::Aggregate FirstSnapshot(const v1::WatchAggregatesResponse& told) {
  EXPECT_FALSE(told.snapshots().empty()) << told.ShortDebugString();
  return told.snapshots().empty() ? v1::Aggregate() : told.snapshots(0);
}

v1::AggregateDelta FirstDelta(const v1::WatchAggregatesResponse& told) {
  EXPECT_FALSE(told.deltas().empty()) << told.ShortDebugString();
  return told.deltas().empty() ? v1::AggregateDelta() : told.deltas(0);
}

// Of the first delta.
v1::CellTotal FirstCell(const v1::WatchAggregatesResponse& told) {
  const v1::AggregateDelta delta = FirstDelta(told);
  EXPECT_FALSE(delta.cells().empty()) << told.ShortDebugString();
  return delta.cells().empty() ? v1::CellTotal() : delta.cells(0);
}

// Of the one log that is followed.
int64_t SequenceOf(const v1::WatchAggregatesResponse& told) {
  EXPECT_EQ(told.position().sources_size(), 1) << told.ShortDebugString();
  return told.position().sources_size() == 1 ? told.position().sources(0).sequence() : -1;
}

std::vector<std::string> SnapshotNodes(const v1::WatchAggregatesResponse& told) {
  std::vector<std::string> nodes;
  for (const v1::Aggregate& snapshot : told.snapshots()) nodes.push_back(snapshot.node());
  return nodes;
}

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
  followed.Beat(absl::Seconds(5));
  ExpectSilence(watcher);
  followed.log.Accept("bureau", 2024, 4, {{kReceived, 9}});
  followed.CatchUp();
  EXPECT_EQ(SequenceOf(MustTell(watcher)), 7);
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
    ExpectSilence(watcher);
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

TEST(Watcher, IsNotLedOnFromAStepOfAnotherHistory) {
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

TEST(Watcher, RefusesANodeThatIsNotInTheRoster) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district", "stranger"}));
  EXPECT_EQ(status::ReasonOf(watcher.Next().status()), "ORGAN_UNKNOWN");
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

TEST(Watcher, RefusesMoreTotalsThanAHubHolds) {
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

TEST(Watcher, ResumedWhereTheHubOnceStoodTellsOnlyWhatChangedSince) {
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

TEST(Watcher, ResumedWhereTheHubNeverStoodTellsTheWholeState) {
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

TEST(Watcher, RemembersTheLastPositionsItTold) {
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

TEST(Watcher, RemembersAPositionOnceForAllWhoAreLedThere) {
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

TEST(Watcher, LetsGoOfTheBytesOfAStepAtTheNextBeat) {
  Followed followed(District());
  Watcher watcher = followed.hubs.Watch(Watch({"district"}));
  const std::weak_ptr<const std::string> bytes = MustTellBytes(watcher);
  EXPECT_FALSE(bytes.expired());
  followed.Beat();
  EXPECT_TRUE(bytes.expired());
}

TEST(Watcher, SharesTheBytesOfAStepWithAllWhoNeedThem) {
  Followed followed(District());
  Watcher first = followed.hubs.Watch(Watch({"district", "town"}));
  Watcher second = followed.hubs.Watch(Watch({"town", "district", "town"}));
  EXPECT_EQ(MustTellBytes(first), MustTellBytes(second));
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  EXPECT_EQ(MustTellBytes(first), MustTellBytes(second));
}

TEST(Watcher, TellsWhatCameBelowTheNodeAndWhatLeft) {
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

TEST(Watcher, TellsALateReaderNothingOfWhoCameBack) {
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

TEST(Watcher, TellsOnceWhatLeft) {
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

TEST(Watcher, TellsAtOnceOfOneThatLeftAndChangedNoTotal) {
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

// So many leave, over these years, that the hub does not remember them all.
TEST(Watcher, TellsTheWholeStateToWhoKnowsMoreThanTheHubRemembersAsGone) {
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

TEST(Watcher, TheTreeOfEachYearHasItsOwnNodes) {
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

TEST(Watcher, TellsOnlyTheChosenCells) {
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

TEST(Watcher, SumsTheTreeAndLineAskedFor) {
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

TEST(Watcher, LooksAnewWhenItComesToAHubThatNobodyWatched) {
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

TEST(Watcher, TellsTheWholeStateOfALogThatWasRewrittenWhileNobodyWatched) {
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
