// Totals of several logs, and of moments gone by.
#include "services/aggregation/domain/facts/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "services/aggregation/domain/engine.h"
#include "services/aggregation/domain/live_totals.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/summed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::CellOf;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Summed;

const ViewKey kYear2024 = {.year = 2024};

LogBuilder DistrictWithOffice() {
  LogBuilder log;
  log.Organ("district", "", organ::v1::SCOPE_DUTY_ROLL_UP).Organ("bureau", "district").Organ("office", "district");
  return log;
}

v1::Position PositionOf(const std::vector<LogBuilder>& logs) {
  v1::Position position;
  for (const LogBuilder& log : logs) *position.add_sources() = log.token();
  return position;
}

int64_t ReceivedAt(const Engine& engine, const std::string& id, const Moment& at) {
  return CellOf(engine.TotalsAt(kYear2024, at)->Total(engine.Find("organs/" + id).value()).value());
}

TEST(Facts, GiveTotalsAsTheyWereAtAnyPosition) {
  LogBuilder log = DistrictWithOffice();
  std::vector<std::pair<v1::Position, int64_t>> moments;
  const auto remember = [&](int64_t sum) { moments.emplace_back(PositionOf({log}), sum); };
  remember(0);
  log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  remember(5);
  log.Accept("office", 2024, 1, {{kReceived, 2}});
  remember(7);
  log.Accept("bureau", 2024, 2, {{kReceived, 4}});
  remember(6);
  log.Filing("office", 2024, 1, submission::v1::Revision::STATE_REVOKED);
  remember(4);
  log.Organ("bureau", "");
  remember(0);
  const Summed totals(log);
  for (const auto& [position, sum] : moments) {
    const auto at = totals.engine().facts().MomentOf(position);
    ASSERT_TRUE(at.ok()) << at.status();
    EXPECT_EQ(ReceivedAt(totals.engine(), "district", *at), sum) << "at event " << position.sources(0).sequence();
    EXPECT_EQ(totals.engine().facts().PositionAt(*at).SerializeAsString(), position.SerializeAsString());
  }
}

TEST(Facts, RefuseAPositionThatIsNotOfTheirHistory) {
  LogBuilder log = DistrictWithOffice();
  const Summed totals(log);
  const Facts& facts = totals.engine().facts();
  v1::Position rewritten = PositionOf({log});
  rewritten.mutable_sources(0)->set_digest(std::string(32, 'x'));
  EXPECT_EQ(status::ReasonOf(facts.MomentOf(rewritten).status()), "LOG_CHANGED");
  v1::Position foreign = PositionOf({log});
  foreign.mutable_sources(0)->set_log_id("log-b");
  EXPECT_EQ(status::ReasonOf(facts.MomentOf(foreign).status()), "LOG_CHANGED");
  EXPECT_EQ(status::ReasonOf(facts.MomentOf(v1::Position()).status()), "FIELD_INVALID");
  v1::Position ahead = PositionOf({log.Organ("d", "")});
  EXPECT_EQ(status::ReasonOf(facts.MomentOf(ahead).status()), "NOT_CAUGHT_UP");
}

// A nation, and the logs of two provinces that hang below it.
struct Nation {
  Nation() {
    nation.Organ("nation", "", organ::v1::SCOPE_DUTY_ROLL_UP).Organ("ministry", "nation");
    north.Organ("north", "", organ::v1::SCOPE_DUTY_ROLL_UP).Organ("north-bureau", "north");
    south.Organ("south", "", organ::v1::SCOPE_DUTY_ROLL_UP).Organ("south-bureau", "south");
    engine.Begin(0, "nation-log");
    engine.Begin(1, "north-log");
    engine.Begin(2, "south-log");
  }

  void TakeIn(int source, const LogBuilder& log) {
    for (const auto& record : log.records()) ASSERT_TRUE(engine.Apply(source, record).ok());
  }
  int64_t Received() { return ReceivedAt(engine, "nation", engine.facts().Now()); }

  LogBuilder nation{"nation-log"};
  LogBuilder north{"north-log"};
  LogBuilder south{"south-log"};
  Engine engine{{"", "organs/nation", "organs/nation"}};
};

TEST(Facts, OfSeveralLogsAreSummedTogether) {
  Nation scene;
  scene.TakeIn(2, scene.south.Accept("south-bureau", 2024, 1, {{kReceived, 5}}));
  scene.TakeIn(1, scene.north.Accept("north-bureau", 2024, 1, {{kReceived, 7}}));
  scene.TakeIn(0, scene.nation.Accept("ministry", 2024, 1, {{kReceived, 100}}));
  EXPECT_EQ(scene.Received(), 112);
  EXPECT_EQ(scene.engine.facts().position().SerializeAsString(),
            PositionOf({scene.nation, scene.north, scene.south}).SerializeAsString());
}

TEST(Facts, OfOneLogBeginAnewWithoutTheOthers) {
  Nation scene;
  scene.TakeIn(0, scene.nation);
  scene.TakeIn(1, scene.north.Accept("north-bureau", 2024, 1, {{kReceived, 7}}));
  scene.TakeIn(2, scene.south.Accept("south-bureau", 2024, 1, {{kReceived, 5}}));
  EXPECT_EQ(scene.Received(), 12);
  scene.engine.Begin(1, "north-restored");
  EXPECT_EQ(scene.Received(), 5);
  LogBuilder restored("north-restored");
  scene.TakeIn(
      1, restored.Organ("north", "").Organ("north-bureau", "north").Accept("north-bureau", 2024, 1, {{kReceived, 8}}));
  EXPECT_EQ(scene.Received(), 13);
}

TEST(Facts, RefuseAnOrganOfTwoLogs) {
  Nation scene;
  scene.TakeIn(1, scene.north);
  scene.TakeIn(2, scene.south);
  const absl::Status twice = scene.engine.Apply(2, scene.south.Organ("north-bureau", "south").records().back());
  EXPECT_EQ(status::ReasonOf(twice), "FEED_CORRUPT");
  EXPECT_NE(status::ChineseOf(twice).find("organs/north-bureau"), std::string::npos);
}

TEST(Facts, AreNotReadInTheMiddleOfAChange) {
  LogBuilder log = DistrictWithOffice();
  LiveTotals totals;
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  ASSERT_TRUE(totals.Apply(0, log.More().Organ("half", "district").After(0)).ok());
  const auto glance = [&] {
    return totals.Read({}, absl::ZeroDuration(), [](const Engine&, int64_t) { return absl::OkStatus(); });
  };
  EXPECT_EQ(status::ReasonOf(glance()), "NOT_CAUGHT_UP");
  ASSERT_TRUE(totals.Apply(0, log.Organ("whole", "district").After(4)).ok());
  EXPECT_TRUE(glance().ok());
}

TEST(Facts, OfSeveralLogsAreReadOnceAllAreThere) {
  LogBuilder log = DistrictWithOffice();
  LiveTotals totals({"", "organs/district"});
  const auto glance = [&](const Freshness& wanted) {
    return totals.Read(wanted, absl::ZeroDuration(), [](const Engine&, int64_t) { return absl::OkStatus(); });
  };
  totals.Begin(0, "log-a");
  totals.ServeFrom(0, 0);
  EXPECT_EQ(status::ReasonOf(glance({})), "NOT_CAUGHT_UP");
  totals.Begin(1, "log-b");
  totals.ServeFrom(1, 0);
  EXPECT_TRUE(glance({}).ok());
  EXPECT_EQ(status::ReasonOf(glance({.min_sequence = 1})), "FIELD_INVALID");
  EXPECT_EQ(status::ReasonOf(glance({.position = PositionOf({log})})), "NOT_CAUGHT_UP");
  ASSERT_TRUE(totals.Apply(0, log.After(0)).ok());
  EXPECT_TRUE(glance({.position = PositionOf({log})}).ok());
}

}  // namespace
}  // namespace nianbao::aggregation
