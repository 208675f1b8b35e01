// Steps that are more than clients would take at once.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "libs/form/catalogue.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "services/aggregation/domain/watch/watcher.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/watch/followed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

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

}  // namespace
}  // namespace nianbao::aggregation
