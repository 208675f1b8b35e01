#include "services/aggregation/domain/query/explain_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::City;
using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::PositionOf;
using nianbao::testing::Served;
using submission::v1::Revision;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using v1::FilingMovement;

v1::ExplainChangeRequest Since(const LogBuilder& log, const std::string& id = "city") {
  auto request = About<v1::ExplainChangeRequest>(id);
  *request.mutable_from() = PositionOf(log);
  return request;
}

std::vector<std::pair<std::string, FilingMovement::Kind>> MovementsOf(const v1::ExplainChangeResponse& response) {
  std::vector<std::pair<std::string, FilingMovement::Kind>> movements;
  for (const auto& movement : response.movements()) movements.emplace_back(movement.title(), movement.kind());
  return movements;
}

v1::ExplainChangeResponse Change(const LogBuilder& from, const LogBuilder& to, const std::string& id = "city") {
  return Served(to).Ask(ExplainChange, Since(from, id));
}

// East has 5 of a and 2 of b, west 9 of d.
LogBuilder ThreeAccepted() {
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kReceived, 5}}).Accept("b", 2024, 1, {{kReceived, 2}});
  return log.Accept("d", 2024, 1, {{kReceived, 9}});
}

TEST(ExplainChange, TellsWhatWasAcceptedCorrectedAndRevoked) {
  const LogBuilder before = ThreeAccepted();
  LogBuilder log = before;
  log.Accept("c", 2024, 1, {{kReceived, 1}, {kFees, 4}});
  log.Accept("a", 2024, 2, {{kReceived, 6}}).Filing("d", 2024, 1, Revision::STATE_REVOKED);
  const auto change = Change(before, log);
  EXPECT_THAT(MovementsOf(change),
              ElementsAre(Pair("a", FilingMovement::KIND_CORRECTED), Pair("c", FilingMovement::KIND_ACCEPTED),
                          Pair("d", FilingMovement::KIND_REVOKED)));
  ASSERT_EQ(change.cells_size(), 2);
  EXPECT_EQ(change.cells(0).cell(), kFees);
  EXPECT_EQ(change.cells(0).after(), 4);
  EXPECT_EQ(change.cells(1).before(), 16);
  EXPECT_EQ(change.cells(1).after(), 9);
  EXPECT_EQ(change.coverage_before().accepted(), 3);
  EXPECT_EQ(change.coverage_after().accepted(), 3);
  const FilingMovement& corrected = change.movements(0);
  EXPECT_EQ(corrected.filing(), "organs/a/filings/2024-own");
  EXPECT_EQ(corrected.revision_before(), 1);
  EXPECT_EQ(corrected.revision_after(), 2);
  EXPECT_EQ(corrected.cells(0).before(), 5);
  EXPECT_EQ(corrected.cells(0).after(), 6);
  EXPECT_EQ(change.movements(1).revision_before(), 0);
  EXPECT_EQ(change.movements(2).revision_after(), 0);
  EXPECT_EQ(change.from().sources(0).sequence(), 10);
  EXPECT_EQ(change.to().sources(0).sequence(), 13);
}

TEST(ExplainChange, TellsWhatMovedInAndOut) {
  const LogBuilder before = ThreeAccepted();
  LogBuilder log = before;
  log.Put({.id = "a", .parent = "west"});
  const auto east = Change(before, log, "east");
  ASSERT_THAT(MovementsOf(east), ElementsAre(Pair("a", FilingMovement::KIND_MOVED_OUT)));
  EXPECT_EQ(east.movements(0).revision_before(), 1);
  EXPECT_EQ(east.movements(0).revision_after(), 0);
  EXPECT_EQ(east.coverage_after().expected(), 2);
  const auto west = Change(before, log, "west");
  ASSERT_THAT(MovementsOf(west), ElementsAre(Pair("a", FilingMovement::KIND_MOVED_IN)));
  EXPECT_EQ(west.movements(0).cells(0).after(), 5);
  EXPECT_THAT(MovementsOf(Change(before, log)), IsEmpty()) << "for the city it stays where it is";
}

TEST(ExplainChange, WhatIsAcceptedAfterAMoveWasAccepted) {
  const LogBuilder before = ThreeAccepted();
  LogBuilder log = before;
  log.Put({.id = "c", .parent = "west"}).Accept("c", 2024, 1, {{kReceived, 1}});
  EXPECT_THAT(MovementsOf(Change(before, log, "west")), ElementsAre(Pair("c", FilingMovement::KIND_ACCEPTED)));
  EXPECT_THAT(MovementsOf(Change(before, log, "east")), ElementsAre(Pair("c", FilingMovement::KIND_UNSPECIFIED)))
      << "east expects it no more";
}

TEST(ExplainChange, TellsWhenASummaryComesToStandForASubtree) {
  LogBuilder before = ThreeAccepted();
  before.Accept("east", 2024, 1, {{kReceived, 70}}, form::v1::SCOPE_ROLL_UP);
  LogBuilder log = before;
  log.List(2024, {.id = "east", .parent = "city", .duty = organ::v1::SCOPE_DUTY_ROLL_UP}, /*closed=*/true)
      .List(2024, {.id = "a", .parent = "east"})
      .List(2024, {.id = "b", .parent = "east"})
      .List(2024, {.id = "c", .parent = "east"});
  const auto change = Change(before, log, "east");
  EXPECT_THAT(MovementsOf(change),
              ElementsAre(Pair("a", FilingMovement::KIND_MOVED_OUT), Pair("b", FilingMovement::KIND_MOVED_OUT),
                          Pair("c", FilingMovement::KIND_UNSPECIFIED), Pair("east", FilingMovement::KIND_MOVED_IN)));
  EXPECT_EQ(change.movements(0).filing(), "organs/a/filings/2024-own");
  EXPECT_EQ(change.movements(3).filing(), "organs/east/filings/2024-rollup");
}

TEST(ExplainChange, NamesTheSummaryThatStandsForASubtreeNoMore) {
  const LogBuilder::Version east = {.id = "east", .parent = "city", .duty = organ::v1::SCOPE_DUTY_ROLL_UP};
  LogBuilder before = ThreeAccepted();
  before.List(2024, east, /*closed=*/true).List(2024, {.id = "a", .parent = "east"});
  before.Accept("east", 2024, 1, {{kReceived, 70}}, form::v1::SCOPE_ROLL_UP);
  LogBuilder log = before;
  const auto change = Change(before, log.List(2024, east), "east");
  ASSERT_EQ(change.movements_size(), 3);
  EXPECT_EQ(change.movements(0).kind(), FilingMovement::KIND_MOVED_IN);
  EXPECT_EQ(change.movements(2).kind(), FilingMovement::KIND_MOVED_OUT);
  EXPECT_EQ(change.movements(2).filing(), "organs/east/filings/2024-rollup");
}

TEST(ExplainChange, TellsWhatChangedOnlyTheCoverage) {
  const LogBuilder before = ThreeAccepted();
  LogBuilder log = before;
  log.Filing("c", 2024, 1, Revision::STATE_SUBMITTED).Filing("d", 2024, 1, Revision::STATE_PUBLISHED);
  const auto change = Change(before, log);
  EXPECT_THAT(MovementsOf(change),
              ElementsAre(Pair("c", FilingMovement::KIND_UNSPECIFIED), Pair("d", FilingMovement::KIND_UNSPECIFIED)));
  EXPECT_THAT(change.cells(), IsEmpty());
  EXPECT_EQ(change.movements(1).revision_before(), 1);
  EXPECT_EQ(change.movements(1).revision_after(), 1);
  EXPECT_EQ(change.coverage_after().published(), 1);
}

TEST(ExplainChange, OfNamedCellsTellsOnlyWhatMovedThem) {
  const LogBuilder before = ThreeAccepted();
  LogBuilder log = before;
  log.Accept("c", 2024, 1, {{kFees, 4}}).Accept("a", 2024, 2, {{kReceived, 6}, {kFees, 1}});
  auto request = Since(before);
  request.add_cells(kReceived);
  const auto change = Served(log).Ask(ExplainChange, request);
  EXPECT_THAT(MovementsOf(change), ElementsAre(Pair("a", FilingMovement::KIND_CORRECTED)));
  ASSERT_EQ(change.cells_size(), 1);
  ASSERT_EQ(change.movements(0).cells_size(), 1);
  EXPECT_EQ(change.movements(0).cells(0).cell(), kReceived);
}

TEST(ExplainChange, PagesEndTheChangeWhereTheFirstDid) {
  const LogBuilder before = City();
  LogBuilder log = ThreeAccepted();
  Served served(log);
  auto request = Since(before);
  request.set_page_size(2);
  const auto first = served.Ask(ExplainChange, request);
  EXPECT_THAT(MovementsOf(first),
              ElementsAre(Pair("a", FilingMovement::KIND_ACCEPTED), Pair("b", FilingMovement::KIND_ACCEPTED)));
  served.Take(log.Accept("d", 2024, 2, {{kReceived, 100}}).Accept("c", 2024, 1, {{kReceived, 100}}));
  request.set_page_token(first.next_page_token());
  const auto second = served.Ask(ExplainChange, request);
  ASSERT_THAT(MovementsOf(second), ElementsAre(Pair("d", FilingMovement::KIND_ACCEPTED)));
  EXPECT_EQ(second.movements(0).cells(0).after(), 9);
  EXPECT_EQ(second.cells(0).after(), 16);
  EXPECT_EQ(second.to().SerializeAsString(), first.to().SerializeAsString());
  EXPECT_EQ(second.next_page_token(), "");
}

TEST(ExplainChange, BetweenTwoEarlierPositions) {
  const LogBuilder before = City();
  const LogBuilder after = ThreeAccepted();
  LogBuilder log = after;
  const Served served(log.Accept("c", 2024, 1, {{kReceived, 100}}));
  auto request = Since(before);
  *request.mutable_to() = PositionOf(after);
  EXPECT_EQ(served.Ask(ExplainChange, request).cells(0).after(), 16);
}

TEST(ExplainChange, RefusesAChangeThatGoesBackOrComesFromNowhere) {
  const Served served(ThreeAccepted());
  auto request = Since(ThreeAccepted());
  *request.mutable_to() = PositionOf(City());
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainChange, request).status()), "FIELD_INVALID");
  request.clear_from();
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainChange, request).status()), "FIELD_INVALID");
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainChange, Since(LogBuilder("log-b"))).status()), "LOG_CHANGED");
}

TEST(ExplainChange, RefusesTheTokenOfAnotherChange) {
  const Served served(ThreeAccepted());
  auto request = Since(City());
  request.set_page_size(1);
  auto other = Since(LogBuilder());
  other.set_page_token(served.Ask(ExplainChange, request).next_page_token());
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainChange, other).status()), "FIELD_INVALID");
}

}  // namespace
}  // namespace nianbao::aggregation
