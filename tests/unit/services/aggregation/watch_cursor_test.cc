#include "services/aggregation/domain/watch/watch_cursor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

constexpr absl::Duration kForever = absl::InfiniteDuration();

// Totals, and the log they follow.
struct Followed {
  explicit Followed(const LogBuilder& begun) : log(begun) {
    totals.Begin(0, log.token().log_id());
    totals.ServeFrom(0, 0);
    CatchUp();
  }
  void CatchUp() { EXPECT_TRUE(totals.Apply(0, log.After(totals.position(0)->sequence())).ok()); }

  LogBuilder log;
  LiveTotals totals;
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

v1::WatchAggregatesResponse MustTell(WatchCursor& cursor) {
  const auto told = cursor.Next();
  EXPECT_TRUE(told.ok()) << told.status();
  EXPECT_TRUE(told.ok() && told->has_value()) << "nothing told";
  return told.ok() && told->has_value() ? **told : v1::WatchAggregatesResponse();
}

void ExpectSilence(WatchCursor& cursor) {
  const auto told = cursor.Next();
  EXPECT_TRUE(told.ok()) << told.status();
  EXPECT_FALSE(told.ok() && told->has_value()) << (*told)->DebugString();
}

TEST(WatchCursor, BeginsWithASnapshotOfEachNode) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  WatchCursor cursor(followed.totals, Watch({"district", "town"}), kForever);
  const auto told = MustTell(cursor);
  ASSERT_EQ(told.snapshots_size(), 2);
  EXPECT_EQ(told.snapshots(0).node(), "organs/district");
  EXPECT_EQ(told.snapshots(0).totals().requests().received().natural_person(), 5);
  EXPECT_EQ(told.snapshots(0).coverage().accepted(), 1);
  EXPECT_EQ(told.snapshots(1).node(), "organs/town");
  EXPECT_EQ(told.deltas_size(), 0);
  EXPECT_EQ(told.position().sources(0).SerializeAsString(), followed.log.token().SerializeAsString());
  ExpectSilence(cursor);
}

TEST(WatchCursor, ThenTellsOnlyTheCellsThatChanged) {
  Followed followed(District());
  WatchCursor cursor(followed.totals, Watch({"district", "town"}), kForever);
  MustTell(cursor);
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  const auto told = MustTell(cursor);
  EXPECT_EQ(told.snapshots_size(), 0);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(told.deltas(0).node(), "organs/district");
  EXPECT_EQ(told.deltas(0).year(), 2024);
  ASSERT_EQ(told.deltas(0).cells_size(), 1);
  EXPECT_EQ(told.deltas(0).cells(0).cell(), kReceived);
  EXPECT_EQ(told.deltas(0).cells(0).value(), 5);
  EXPECT_EQ(told.deltas(0).coverage().accepted(), 1);
  EXPECT_EQ(told.position().sources(0).sequence(), 4);
}

TEST(WatchCursor, TellsALateReaderOnlyTheLatestState) {
  Followed followed(District());
  WatchCursor cursor(followed.totals, Watch({"district"}), kForever);
  MustTell(cursor);
  for (int revision = 1; revision <= 9; ++revision) {
    followed.log.Accept("bureau", 2024, revision, {{kReceived, revision}});
    followed.CatchUp();
  }
  const auto told = MustTell(cursor);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(told.deltas(0).cells(0).value(), 9);
  ExpectSilence(cursor);
}

TEST(WatchCursor, TellsThePositionWhenNothingWatchedChanged) {
  Followed followed(District());
  WatchCursor cursor(followed.totals, Watch({"town"}), kForever);
  MustTell(cursor);
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  const auto told = MustTell(cursor);
  EXPECT_EQ(told.snapshots_size() + told.deltas_size(), 0);
  EXPECT_EQ(told.position().sources(0).sequence(), 4);
}

TEST(WatchCursor, TellsARenamedNodeAsAWhole) {
  Followed followed(District());
  WatchCursor cursor(followed.totals, Watch({"town"}), kForever);
  MustTell(cursor);
  followed.log.Organ("town", "district", organ::v1::SCOPE_DUTY_OWN, "新镇");
  followed.CatchUp();
  const auto told = MustTell(cursor);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(told.snapshots(0).title(), "新镇");
}

TEST(WatchCursor, ResumedAtThePositionTellsOnlyWhatChangesFromThere) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  WatchCursor cursor(followed.totals, Resume({"district"}, followed.log.token()), kForever);
  ExpectSilence(cursor);
  followed.log.Accept("town", 2024, 1, {{kReceived, 2}});
  followed.CatchUp();
  const auto told = MustTell(cursor);
  EXPECT_EQ(told.snapshots_size(), 0);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(told.deltas(0).cells(0).value(), 7);
}

TEST(WatchCursor, ResumedAtAnOlderPositionTellsTheWholeState) {
  Followed followed(District());
  const auto old = followed.log.token();
  followed.log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  followed.CatchUp();
  WatchCursor cursor(followed.totals, Resume({"district"}, old), kForever);
  EXPECT_EQ(MustTell(cursor).snapshots_size(), 1);
}

TEST(WatchCursor, ResumedAheadOfTheTotalsWaitsForThem) {
  LogBuilder ahead = District().Accept("bureau", 2024, 1, {{kReceived, 5}});
  Followed followed(District());
  WatchCursor cursor(followed.totals, Resume({"district"}, ahead.token()), kForever);
  ExpectSilence(cursor);
  ASSERT_TRUE(followed.totals.Apply(0, ahead.After(3)).ok());
  ExpectSilence(cursor);
  ASSERT_TRUE(followed.totals.Apply(0, ahead.Accept("town", 2024, 1, {{kReceived, 2}}).After(4)).ok());
  EXPECT_EQ(MustTell(cursor).position().sources(0).sequence(), 5);
}

TEST(WatchCursor, ResumedWithATokenOfAnotherLogTellsTheWholeState) {
  Followed followed(District());
  submission::v1::EventToken foreign = followed.log.token();
  foreign.set_log_id("log-b");
  foreign.set_sequence(99);
  WatchCursor cursor(followed.totals, Resume({"district"}, foreign), kForever);
  EXPECT_EQ(MustTell(cursor).snapshots_size(), 1);
}

TEST(WatchCursor, ResumedWithAnotherDigestTellsTheWholeState) {
  Followed followed(District());
  submission::v1::EventToken rewritten = followed.log.token();
  rewritten.set_digest(std::string(32, 'x'));
  WatchCursor cursor(followed.totals, Resume({"district"}, rewritten), kForever);
  EXPECT_EQ(MustTell(cursor).snapshots_size(), 1);
}

TEST(WatchCursor, ResumedAheadOfTheTotalsLosesItsPatience) {
  LogBuilder ahead = District().Accept("bureau", 2024, 1, {{kReceived, 5}});
  Followed followed(District());
  absl::Time now = absl::UnixEpoch();
  WatchCursor cursor(followed.totals, Resume({"district"}, ahead.token()), absl::Seconds(10), [&] { return now; });
  ExpectSilence(cursor);
  now += absl::Seconds(9);
  ExpectSilence(cursor);
  now += absl::Seconds(1);
  const absl::Status late = cursor.Next().status();
  EXPECT_EQ(late.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status::ReasonOf(late), "NOT_CAUGHT_UP");
  EXPECT_TRUE(late.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST(WatchCursor, IsPatientAgainEachTimeItFallsBehind) {
  Followed followed(District());
  absl::Time now = absl::UnixEpoch();
  WatchCursor cursor(followed.totals, Watch({"district"}), absl::Seconds(10), [&] { return now; });
  MustTell(cursor);
  for (int i = 0; i < 3; ++i) {
    followed.totals.Begin(0, "log-a");
    ExpectSilence(cursor);
    now += absl::Seconds(9);
    ExpectSilence(cursor);
    followed.totals.ServeFrom(0, 0);
    followed.CatchUp();
    ExpectSilence(cursor);
  }
}

TEST(WatchCursor, AtThePositionOfTheTotalsNeedsNoPatience) {
  Followed followed(District());
  WatchCursor cursor(followed.totals, Watch({"district"}), absl::ZeroDuration());
  MustTell(cursor);
  ExpectSilence(cursor);
}

TEST(WatchCursor, NeverGoesBackWhileTheTotalsAreRebuilt) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  WatchCursor cursor(followed.totals, Watch({"district"}), kForever);
  MustTell(cursor);
  followed.totals.Begin(0, "log-a");
  ExpectSilence(cursor);
  followed.totals.ServeFrom(0, 0);
  ExpectSilence(cursor);
  followed.CatchUp();
  ExpectSilence(cursor);
  followed.log.Accept("town", 2024, 1, {{kReceived, 2}});
  followed.CatchUp();
  const auto told = MustTell(cursor);
  ASSERT_EQ(told.deltas_size(), 1);
  EXPECT_EQ(told.deltas(0).cells(0).value(), 7);
}

TEST(WatchCursor, TellsTheWholeStateWhenTheLogWasRewrittenUnderItsName) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  WatchCursor cursor(followed.totals, Watch({"district", "bureau"}), kForever);
  MustTell(cursor);
  followed.log = District().Accept("bureau", 2024, 1, {{kReceived, 6}}).Accept("town", 2024, 1, {{kReceived, 2}});
  followed.totals.Begin(0, "log-a");
  followed.totals.ServeFrom(0, 5);
  followed.CatchUp();
  const auto told = MustTell(cursor);
  EXPECT_EQ(told.deltas_size(), 0);
  ASSERT_EQ(told.snapshots_size(), 2);
  EXPECT_EQ(told.snapshots(0).totals().requests().received().natural_person(), 8);
  EXPECT_EQ(told.snapshots(1).totals().requests().received().natural_person(), 6);
}

TEST(WatchCursor, TellsTheWholeStateOfANewLog) {
  Followed followed(District().Accept("bureau", 2024, 1, {{kReceived, 5}}));
  WatchCursor cursor(followed.totals, Watch({"district"}), kForever);
  MustTell(cursor);
  LogBuilder restored("log-b");
  restored.Organ("district", "");
  followed.totals.Begin(0, "log-b");
  ASSERT_TRUE(followed.totals.Apply(0, restored.After(0)).ok());
  followed.totals.ServeFrom(0, 1);
  const auto told = MustTell(cursor);
  ASSERT_EQ(told.snapshots_size(), 1);
  EXPECT_EQ(told.snapshots(0).totals().requests().received().natural_person(), 0);
  EXPECT_EQ(told.position().sources(0).log_id(), "log-b");
}

TEST(WatchCursor, RefusesANodeThatIsNotInTheRoster) {
  Followed followed(District());
  WatchCursor cursor(followed.totals, Watch({"district", "stranger"}), kForever);
  EXPECT_EQ(status::ReasonOf(cursor.Next().status()), "ORGAN_UNKNOWN");
}

TEST(WatchCursor, KeepsAThousandChangedNodesWithinTheClientsLimit) {
  nianbao::testing::Figures full;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) full[cell.code] = int64_t{1} << 40;
  LogBuilder log;
  std::vector<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    ids.push_back("n" + std::to_string(i));
    log.Organ(ids.back(), "");
  }
  Followed followed(log);
  WatchCursor cursor(followed.totals, Watch(ids), kForever);
  EXPECT_LT(MustTell(cursor).ByteSizeLong(), 4u << 20);
  for (const std::string& id : ids) followed.log.Accept(id, 2024, 1, full);
  followed.CatchUp();
  const auto told = MustTell(cursor);
  EXPECT_LT(told.ByteSizeLong(), 4u << 20);
  EXPECT_EQ(told.snapshots_size() + told.deltas_size(), 1000);
}

}  // namespace
}  // namespace nianbao::aggregation
