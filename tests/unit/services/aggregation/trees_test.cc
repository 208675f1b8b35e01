// In which tree reports are summed, and what is expected in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/summed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::CellOf;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Summed;
using organ::v1::SCOPE_DUTY_BOTH;
using organ::v1::SCOPE_DUTY_OWN;
using organ::v1::SCOPE_DUTY_ROLL_UP;
using submission::v1::Revision;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const ViewKey kYear = {.year = 2024};
const ViewKey kToday = {.year = 2024, .tree = v1::TREE_TODAY};

// A city with two districts; a bureau in the one.
LogBuilder TwoDistricts() {
  LogBuilder log;
  log.Put({.id = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .Put({.id = "east", .parent = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .Put({.id = "west", .parent = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .Put({.id = "bureau", .parent = "east"});
  return log;
}

TEST(Trees, TheYearKeepsItsTreeWhenAnOrganMovesAfterwards) {
  const Summed totals(TwoDistricts()
                          .Accept("bureau", 2024, 1, {{kReceived, 5}})
                          .Put({.id = "bureau", .parent = "west", .from_day = "2025-03-01"}));
  EXPECT_EQ(CellOf(totals.Total("east", kYear)), 5);
  EXPECT_EQ(CellOf(totals.Total("west", kYear)), 0);
  EXPECT_EQ(CellOf(totals.Total("east", kToday)), 0);
  EXPECT_EQ(CellOf(totals.Total("west", kToday)), 5);
  EXPECT_EQ(totals.Total("west", kToday).counts, (Counts{.expected = 1, .accepted = 1}));
  EXPECT_EQ(CellOf(totals.Total("east", {.year = 2025})), 0) << "by the end of 2025 it had moved";
  EXPECT_EQ(totals.Total("city", kYear).cells, totals.Total("city", kToday).cells);
}

TEST(Trees, ANodeAboveBranchesOfDifferentDepthsSumsThemAll) {
  const Summed totals(TwoDistricts()
                          .Put({.id = "province", .duty = SCOPE_DUTY_ROLL_UP})
                          .Put({.id = "city", .parent = "province", .duty = SCOPE_DUTY_ROLL_UP})
                          .Put({.id = "town", .parent = "west"})
                          .Put({.id = "school", .parent = "town"})
                          .Put({.id = "office", .parent = "city"})
                          .Accept("bureau", 2024, 1, {{kReceived, 5}})
                          .Accept("school", 2024, 1, {{kReceived, 7}})
                          .Accept("town", 2024, 1, {{kReceived, 20}})
                          .Accept("office", 2024, 1, {{kReceived, 300}}));
  EXPECT_EQ(CellOf(totals.Total("town", kYear)), 27);
  EXPECT_EQ(CellOf(totals.Total("west", kYear)), 27);
  EXPECT_EQ(CellOf(totals.Total("east", kYear)), 5);
  EXPECT_EQ(CellOf(totals.Total("city", kYear)), 332);
  EXPECT_EQ(CellOf(totals.Total("province", kYear)), 332);
}

TEST(Trees, OfThoseAboveEachOtherTheFirstByNameStandsAtTheTop) {
  const Summed totals(LogBuilder()
                          .Put({.id = "b", .parent = "c"})
                          .Put({.id = "c", .parent = "a"})
                          .Put({.id = "a", .parent = "b"})
                          .Put({.id = "alone", .parent = "alone"})
                          .Accept("b", 2024, 1, {{kReceived, 5}})
                          .Accept("alone", 2024, 1, {{kReceived, 2}}));
  for (const ViewKey& key : {kYear, kToday}) {
    EXPECT_THAT(totals.Children("a", key), ElementsAre("c"));
    EXPECT_THAT(totals.Children("c", key), ElementsAre("b"));
    EXPECT_THAT(totals.Children("b", key), IsEmpty());
    EXPECT_EQ(CellOf(totals.Total("a", key)), 5);
    EXPECT_EQ(CellOf(totals.Total("alone", key)), 2);
  }
}

TEST(Trees, AnOrganSetUpLaterIsNotExpectedInTheYearBefore) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "data", .parent = "east", .absent = true})
      .Put({.id = "data", .parent = "east", .from_day = "2025-02-01"});
  const Summed totals(log);
  EXPECT_EQ(totals.Total("east", kYear).counts.expected, 1);
  EXPECT_EQ(totals.Total("east", {.year = 2025}).counts.expected, 2);
  EXPECT_THAT(totals.Children("east", kYear), ElementsAre("bureau"));
  EXPECT_THAT(totals.Children("east", kToday), ElementsAre("bureau", "data"));
}

TEST(Trees, AVersionSaidAgainIsNoOtherVersion) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "bureau", .parent = "west", .from_day = "2099-01-01"}).Put({.id = "bureau", .parent = "east"});
  const Summed totals(log);
  EXPECT_THAT(totals.Children("east", kToday), ElementsAre("bureau")) << "the change lies ahead";
  EXPECT_THAT(totals.Children("west", {.year = 2099}), ElementsAre("bureau"));
}

TEST(Trees, WhatAMergedOrganReportedStandsBelowTheOneThatTookItsWorkOver) {
  const Summed totals(
      TwoDistricts()
          .Put({.id = "office", .parent = "west"})
          .Accept("bureau", 2024, 1, {{kReceived, 5}})
          .Put({.id = "bureau", .parent = "east", .from_day = "2025-03-01", .absent = true, .successors = {"office"}}));
  EXPECT_EQ(CellOf(totals.Total("east", kYear)), 5);
  EXPECT_EQ(CellOf(totals.Total("east", kToday)), 0);
  EXPECT_EQ(CellOf(totals.Total("office", kToday)), 5);
  EXPECT_THAT(totals.Children("office", kToday), ElementsAre("bureau"));
  EXPECT_THAT(totals.Children("east", kToday), IsEmpty());
  EXPECT_EQ(totals.Total("city", kToday).counts, (Counts{.expected = 2, .accepted = 1}));
  EXPECT_EQ(totals.Total("city", {.year = 2025}).counts.expected, 1);
}

TEST(Trees, WhatASplitOrganReportedStandsAsALineOfItsOwnBelowTheNearestNodeAboveAllSuccessors) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "one", .parent = "east"}).Put({.id = "other", .parent = "west"});
  log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  log.Put({.id = "bureau", .parent = "east", .from_day = "2025-03-01", .absent = true, .successors = {"one", "other"}});
  const Summed totals(log);
  EXPECT_THAT(totals.Children("city", kToday), ElementsAre("bureau", "east", "west"));
  EXPECT_EQ(CellOf(totals.Total("city", kToday)), 5);
  EXPECT_EQ(CellOf(totals.Total("east", kToday)), 0);
  const Summed moved(log.Put({.id = "other", .parent = "east", .from_day = "2025-04-01"}));
  EXPECT_THAT(moved.Children("east", kToday), ElementsAre("bureau", "one", "other")) << "follows its successors";
}

TEST(Trees, ANodeThatTookOverWithOneBelowItIsTheNearestToBoth) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "one", .parent = "east"}).Accept("bureau", 2024, 1, {{kReceived, 5}});
  log.Put({.id = "bureau", .parent = "east", .from_day = "2025-03-01", .absent = true, .successors = {"one", "east"}});
  EXPECT_THAT(Summed(log).Children("east", kToday), ElementsAre("bureau", "one"));
}

TEST(Trees, AnHeirMayHaveHeirsItself) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "second", .parent = "east"}).Put({.id = "third", .parent = "west"});
  log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  log.Put({.id = "bureau", .parent = "east", .from_day = "2025-03-01", .absent = true, .successors = {"second"}});
  log.Put({.id = "second", .parent = "east", .from_day = "2025-04-01", .absent = true, .successors = {"third"}});
  EXPECT_EQ(CellOf(Summed(log).Total("third", kToday)), 5);
}

TEST(Trees, ADissolvedOrganWithoutHeirsStaysWhereItStoodForWhatItReported) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "idle", .parent = "east"}).Accept("bureau", 2024, 1, {{kReceived, 5}});
  log.Put({.id = "bureau", .parent = "east", .from_day = "2025-03-01", .absent = true});
  log.Put({.id = "idle", .parent = "east", .duty = SCOPE_DUTY_ROLL_UP, .from_day = "2025-03-01", .absent = true});
  const Summed totals(log);
  EXPECT_THAT(totals.Children("east", {.year = 2025}), IsEmpty());
  EXPECT_THAT(totals.Children("east", kToday), ElementsAre("bureau", "idle")) << "both owed a report for 2024";
}

TEST(Trees, TheListOfTheYearSaysWhoIsExpectedAndWhere) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "late", .parent = "east"});
  log.List(2024, {.id = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .List(2024, {.id = "west", .parent = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .List(2024, {.id = "bureau", .parent = "west"});
  const Summed totals(log.Accept("bureau", 2024, 1, {{kReceived, 5}}));
  EXPECT_EQ(CellOf(totals.Total("west", kYear)), 5);
  EXPECT_EQ(totals.Total("city", kYear).counts, (Counts{.expected = 1, .accepted = 1}));
  EXPECT_EQ(totals.Total("city", kToday).counts, (Counts{.expected = 1, .accepted = 1}));
  EXPECT_EQ(CellOf(totals.Total("east", kToday)), 5) << "the list does not move it today";
  EXPECT_EQ(totals.Total("city", {.year = 2025}).counts.expected, 2) << "another year has no list yet";
  EXPECT_THAT(totals.Children("east", kYear), IsEmpty());
}

TEST(Trees, AReportStandsWhenItsLineIsTakenOffTheList) {
  LogBuilder log = TwoDistricts();
  log.List(2024, {.id = "bureau", .parent = "east"}).Accept("bureau", 2024, 1, {{kReceived, 5}});
  log.List(2024, {.id = "bureau", .parent = "east"}, /*closed=*/false, /*removed=*/true);
  const Summed totals(log);
  EXPECT_EQ(CellOf(totals.Total("city", kYear)), 5);
  EXPECT_EQ(totals.Total("city", kYear).counts, (Counts{.expected = 1, .accepted = 1}));
}

// East sends only its summary.
LogBuilder ClosedEast() {
  return TwoDistricts()
      .List(2024, {.id = "city", .duty = SCOPE_DUTY_ROLL_UP})
      .List(2024, {.id = "east", .parent = "city", .duty = SCOPE_DUTY_ROLL_UP}, /*closed=*/true)
      .List(2024, {.id = "bureau", .parent = "east"});
}

TEST(Trees, ASummaryStandsForAllBelowANodeThatSendsNothingElse) {
  LogBuilder log = ClosedEast();
  EXPECT_EQ(Summed(log).Total("city", kYear).counts, (Counts{.expected = 1}));
  log.Accept("east", 2024, 1, {{kReceived, 70}}, form::v1::SCOPE_ROLL_UP);
  log.Accept("bureau", 2024, 1, {{kReceived, 5}}).Accept("east", 2024, 1, {{kReceived, 900}});
  const Summed totals(log);
  EXPECT_EQ(CellOf(totals.Total("city", kYear)), 70);
  EXPECT_EQ(totals.Total("city", kYear).counts, (Counts{.expected = 1, .accepted = 1, .summaries = 1}));
  EXPECT_EQ(totals.Total("bureau", kYear).counts, Counts{});
}

TEST(Trees, WhatASummaryCoversIsNotAddedOnceMoreWhereItStandsToday) {
  LogBuilder log = ClosedEast();
  log.Accept("east", 2024, 1, {{kReceived, 70}}, form::v1::SCOPE_ROLL_UP);
  log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  log.Put({.id = "bureau", .parent = "west", .from_day = "2025-03-01"});
  EXPECT_EQ(CellOf(Summed(log).Total("city", kToday)), 70);
}

TEST(Trees, SumOneLineOfWorkAcrossPlaces) {
  LogBuilder log = TwoDistricts();
  log.Put({.id = "police-east", .parent = "east", .line = "公安"})
      .Put({.id = "police-west", .parent = "west", .line = "公安"})
      .Accept("police-east", 2024, 1, {{kReceived, 5}})
      .Accept("bureau", 2024, 1, {{kReceived, 7}});
  Summed totals(log);
  const ViewKey police = {.year = 2024, .line = "公安"};
  EXPECT_EQ(CellOf(totals.Total("city", police)), 5);
  EXPECT_EQ(totals.Total("city", police).counts, (Counts{.expected = 2, .accepted = 1}));
  log.Accept("police-west", 2024, 1, {{kReceived, 10}});
  ASSERT_TRUE(totals.Apply(log.records().back()).ok());
  EXPECT_EQ(CellOf(totals.Total("city", police)), 15);
  EXPECT_EQ(CellOf(totals.Total("city", {.year = 2024, .line = "税务"})), 0);
}

TEST(Trees, CountCellsThatHoldNoNumber) {
  submission::v1::Event event;
  LogBuilder log = TwoDistricts();
  log.Put({.id = "second", .parent = "west"}).Accept("second", 2024, 1, {{kReceived, 1}});
  event = log.records().back().event();
  event.mutable_filing()->set_organ("organs/bureau");
  form::CellVector figures;
  for (int i = 0; i < form::CellVector::kSize; ++i) figures.SetNumber(i, 2);
  const int cell = form::Catalogue::Get().Find(kReceived)->index;
  figures.SetEmpty(cell, form::CellState::kNotApplicable);
  *event.mutable_filing()->mutable_cells() = form::ToProto(figures);
  log.Add(event);
  Summed totals(log);
  const NodeTotal total = totals.Total("city", kYear);
  EXPECT_EQ(total.not_applicable[cell], 1);
  EXPECT_EQ(total.blank[cell], 0);
  EXPECT_EQ(total.blank[cell + 1], 1);
  EXPECT_EQ(CellOf(total), 1);
  log.Filing("bureau", 2024, 1, Revision::STATE_REVOKED);
  ASSERT_TRUE(totals.Apply(log.records().back()).ok());
  EXPECT_EQ(totals.Total("city", kYear).not_applicable[cell], 0);
}

TEST(Trees, CountWhatCameLate) {
  LogBuilder log = TwoDistricts();
  const auto late = [&](int revision) {
    log.Filing("bureau", 2024, revision, Revision::STATE_SUBMITTED);
    submission::v1::Event event = log.records().back().event();
    event.mutable_filing()->set_timeliness(Revision::TIMELINESS_LATE);
    log.Add(event);
  };
  late(1);
  EXPECT_EQ(Summed(log).Total("city", kYear).counts, (Counts{.expected = 1, .submitted = 1, .late = 1}));
  log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  EXPECT_EQ(Summed(log).Total("city", kYear).counts, (Counts{.expected = 1, .accepted = 1, .late = 1}));
  log.Accept("bureau", 2024, 2, {{kReceived, 6}});
  EXPECT_EQ(Summed(log).Total("city", kYear).counts.late, 1) << "a correction does not change when it came";
}

}  // namespace
}  // namespace nianbao::aggregation
