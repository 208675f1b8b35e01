#include "clients/cli/recomputation/recomputed_totals.h"

#include <gtest/gtest.h>

#include <limits>

#include "clients/cli/recomputation/year_log.h"

namespace nianbao::cli {
namespace {

using submission::v1::Event;
using submission::v1::Revision;

YearOrgan Organ(const std::string& name, const std::string& parent, int64_t figure = -1, bool published = false) {
  YearOrgan organ = {.name = name, .parent = parent, .present = true, .owes_own = true, .filing = name + "/2024"};
  organ.counts.set_expected(1);
  organ.counts.set_missing(figure < 0 ? 1 : 0);
  organ.counts.set_accepted(figure < 0 ? 0 : 1);
  organ.counts.set_published(published ? 1 : 0);
  if (figure < 0) return organ;
  form::CellVector cells;
  cells.SetNumber(3, figure);
  cells.SetEmpty(5, form::CellState::kNotApplicable);
  organ.cells = std::make_shared<const form::CellVector>(cells);
  return organ;
}

Event Change(int64_t sequence, const std::string& organ, Revision::State to) {
  Event event;
  event.set_sequence(sequence);
  event.mutable_filing()->set_filing(organ + "/2024");
  event.mutable_filing()->set_year(2024);
  event.mutable_filing()->set_to(to);
  return event;
}

TEST(RecomputedTotals, AddUpTheWholeSubtree) {
  const RecomputedTotals totals(
      {Organ("city", "", 1), Organ("east", "city", 2), Organ("office", "east", 4), Organ("station", "east")});
  EXPECT_EQ(totals.SumsOf(totals.Find("city")).figures[3], 7);
  EXPECT_EQ(totals.SumsOf(totals.Find("east")).figures[3], 6);
  EXPECT_EQ(totals.SumsOf(totals.Find("station")).figures[3], 0);
  EXPECT_EQ(totals.CoverageOf(totals.Find("city")).expected(), 4);
  EXPECT_EQ(totals.CoverageOf(totals.Find("east")).missing(), 1);
  EXPECT_EQ(totals.Tops(), std::vector<int>{totals.Find("city")});
  EXPECT_TRUE(totals.IsWithin(totals.Find("office"), totals.Find("city")));
  EXPECT_FALSE(totals.IsWithin(totals.Find("city"), totals.Find("office")));
  EXPECT_EQ(totals.Find("stranger"), RecomputedTotals::kNone);
}

TEST(RecomputedTotals, CountWhatCellsHoldInsteadOfNumbers) {
  const RecomputedTotals totals({Organ("city", "", 1), Organ("east", "city", 2), Organ("office", "east")});
  const auto count = [&](const char* node, form::CellState state, int cell) {
    return totals.SumsOf(totals.Find(node)).holding[static_cast<size_t>(state)][cell];
  };
  EXPECT_EQ(count("city", form::CellState::kNotApplicable, 5), 2);
  EXPECT_EQ(count("east", form::CellState::kNotApplicable, 5), 1);
  EXPECT_EQ(count("city", form::CellState::kBlank, 3), 0);
  EXPECT_EQ(count("city", form::CellState::kBlank, 4), 2);
  EXPECT_EQ(count("city", form::CellState::kUnresolved, 4), 0);
  EXPECT_EQ(count("office", form::CellState::kBlank, 4), 0) << "without a report there are no cells";
}

TEST(RecomputedTotals, GiveEachNodeOfASealTheReportThatCounts) {
  YearOrgan closed = Organ("closed", "city", 2);
  closed.scope = form::v1::SCOPE_ROLL_UP;
  const RecomputedTotals totals({Organ("city", "", 1), closed});
  const auto nodes = totals.NodesAt(0, 5, YearLog(2024));
  EXPECT_EQ(nodes[0].scope, form::v1::SCOPE_OWN);
  EXPECT_EQ(nodes[1].scope, form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ((*nodes[1].own)[3], 2);
}

TEST(RecomputedTotals, HoldSumsBeyond64Bits) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  const RecomputedTotals totals({Organ("a", "", kMax), Organ("b", "a", kMax)});
  EXPECT_EQ(totals.SumsOf(0).figures[3], absl::int128(kMax) * 2);
}

TEST(RecomputedTotals, LeaveOutOrgansThatNeitherStandInTheTreeNorReported) {
  YearOrgan gone = Organ("gone", "city");
  gone.present = false;
  gone.counts.Clear();
  YearOrgan reported = Organ("reported", "city", 5);
  reported.present = false;
  const RecomputedTotals totals({Organ("city", "", 1), gone, reported});
  EXPECT_EQ(totals.Children(0), std::vector<int>{totals.Find("reported")});
}

TEST(RecomputedTotals, GoBackToTheSealByWhatWasPublishedSince) {
  YearLog log(2024);
  log.Take(Change(3, "east", Revision::STATE_PUBLISHED));
  log.Take(Change(9, "office", Revision::STATE_PUBLISHED));
  const RecomputedTotals totals(
      {Organ("city", "", 1), Organ("east", "city", 2, true), Organ("office", "east", 4, true)});
  const auto nodes = totals.NodesAt(0, 5, log);
  EXPECT_EQ(nodes[0].coverage.published(), 1);
  EXPECT_EQ(nodes[1].coverage.published(), 1);
  EXPECT_EQ(nodes[2].coverage.published(), 0);
  EXPECT_EQ(nodes[2].above, 1);
  EXPECT_EQ(totals.CoverageOf(0).published(), 2);
}

TEST(YearLog, TellsWhatChangedAfterAnEvent) {
  YearLog log(2024);
  log.Take(Change(3, "east", Revision::STATE_ACCEPTED));
  log.Take(Change(4, "east", Revision::STATE_PUBLISHED));
  EXPECT_TRUE(log.FilingChangedAfter("east/2024", 2));
  EXPECT_FALSE(log.FilingChangedAfter("east/2024", 3)) << "to publish changes no figure";
  EXPECT_TRUE(log.ReportsChangedAfter(3));
  EXPECT_TRUE(log.PublishedAfter("east/2024", 3));
  log.Take(Change(6, "east", Revision::STATE_PUBLISHED));
  EXPECT_FALSE(log.PublishedAfter("east/2024", 4)) << "it was published before, and only said again";
  Event other = Change(7, "east", Revision::STATE_REVOKED);
  other.mutable_filing()->set_year(2023);
  log.Take(other);
  EXPECT_FALSE(log.ReportsChangedAfter(6));
}

TEST(YearLog, HoldsTheListAsItStands) {
  YearLog log(2024);
  Event organ;
  organ.set_sequence(2);
  organ.mutable_organ()->set_from_day("2025-01-01");
  log.Take(organ);
  EXPECT_FALSE(log.ListChangedAfter(0)) << "as it stands after the year";
  organ.mutable_organ()->set_from_day("2024-12-31");
  log.Take(organ);
  EXPECT_TRUE(log.ListChangedAfter(1));
  Event line;
  line.set_sequence(3);
  line.mutable_reporter()->set_year(2024);
  line.mutable_reporter()->mutable_organ()->set_name("organs/east");
  log.Take(line);
  line.set_sequence(4);
  line.mutable_reporter()->set_removed(true);
  log.Take(line);
  ASSERT_EQ(log.lines().size(), 1u);
  EXPECT_TRUE(log.lines().begin()->second.removed());
  EXPECT_TRUE(log.ListChangedAfter(3));
  organ.set_sequence(5);
  log.Take(organ);
  EXPECT_FALSE(log.ListChangedAfter(4)) << "a list that was filed holds whatever becomes of organs";
}

}  // namespace
}  // namespace nianbao::cli
