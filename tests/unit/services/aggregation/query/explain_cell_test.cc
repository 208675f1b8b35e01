#include "services/aggregation/domain/query/explain_cell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::City;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::PositionOf;
using nianbao::testing::Served;
using submission::v1::Revision;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

v1::ExplainCellRequest Explain(const std::string& id, const std::string& cell = kReceived) {
  auto request = About<v1::ExplainCellRequest>(id);
  request.set_cell(cell);
  return request;
}

std::vector<std::pair<std::string, int64_t>> SharesOf(const v1::ExplainCellResponse& response) {
  std::vector<std::pair<std::string, int64_t>> shares;
  for (const auto& share : response.shares()) shares.emplace_back(share.title(), share.value());
  return shares;
}

LogBuilder FourAccepted() {
  LogBuilder log = City();
  log.Accept("c", 2024, 1, {{kReceived, 2}}).Accept("a", 2024, 1, {{kReceived, 2}});
  return log.Accept("b", 2024, 1, {}).Accept("d", 2024, 4, {{kReceived, 9}});
}

TEST(ExplainCell, ListsTheLargestShareFirstThenByName) {
  const auto explained = Served(FourAccepted()).Ask(ExplainCell, Explain("city"));
  EXPECT_EQ(explained.total(), 13);
  EXPECT_EQ(explained.coverage().accepted(), 4);
  EXPECT_THAT(SharesOf(explained), ElementsAre(Pair("d", 9), Pair("a", 2), Pair("c", 2)));
  EXPECT_EQ(explained.total_size(), 3);
  EXPECT_EQ(explained.shares(0).filing(), "organs/d/filings/2024-own");
  EXPECT_EQ(explained.shares(0).organ(), "organs/d");
  EXPECT_EQ(explained.shares(0).revision(), 4);
  EXPECT_EQ(explained.shares(0).accepted_at(), 11);
  EXPECT_EQ(explained.shares(0).running_total(), 9);
  EXPECT_EQ(explained.shares(2).running_total(), 13);
  EXPECT_EQ(explained.position().sources(0).sequence(), 11);
}

TEST(ExplainCell, PutsEqualSharesByNameWhicheverOrganWasThereFirst) {
  LogBuilder log = FourAccepted();
  log.Put({.id = "aa", .parent = "west"}).Accept("aa", 2024, 1, {{kReceived, 2}});
  EXPECT_THAT(SharesOf(Served(log).Ask(ExplainCell, Explain("city"))),
              ElementsAre(Pair("d", 9), Pair("a", 2), Pair("aa", 2), Pair("c", 2)));
}

TEST(ExplainCell, NoticesARunningTotalBeyond64Bits) {
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kReceived, std::numeric_limits<int64_t>::max()}});
  log.Accept("b", 2024, 1, {{kReceived, 1}}).Accept("c", 2024, 1, {{kReceived, -1}});
  EXPECT_EQ(status::ReasonOf(Served(log).Try(ExplainCell, Explain("city")).status()), "SUM_OVERFLOW");
}

TEST(ExplainCell, NamesTheSummaryThatStandsForASubtree) {
  LogBuilder log = City();
  log.List(2024, {.id = "east", .parent = "city", .duty = organ::v1::SCOPE_DUTY_ROLL_UP}, /*closed=*/true);
  log.List(2024, {.id = "a", .parent = "east"}).Accept("a", 2024, 1, {{kReceived, 2}});
  log.Accept("east", 2024, 1, {{kReceived, 70}}, form::v1::SCOPE_ROLL_UP);
  const auto explained = Served(log).Ask(ExplainCell, Explain("city"));
  ASSERT_EQ(explained.shares_size(), 1);
  EXPECT_EQ(explained.shares(0).filing(), "organs/east/filings/2024-rollup");
}

TEST(ExplainCell, PagesAreOfTheMomentOfTheFirst) {
  LogBuilder log = FourAccepted();
  Served served(log);
  v1::ExplainCellRequest request = Explain("city");
  request.set_page_size(1);
  const auto first = served.Ask(ExplainCell, request);
  EXPECT_THAT(SharesOf(first), ElementsAre(Pair("d", 9)));
  served.Take(log.Accept("a", 2024, 2, {{kReceived, 100}}).Filing("d", 2024, 4, Revision::STATE_REVOKED));
  request.set_page_token(first.next_page_token());
  request.set_page_size(5);
  const auto second = served.Ask(ExplainCell, request);
  ASSERT_THAT(SharesOf(second), ElementsAre(Pair("a", 2), Pair("c", 2)));
  EXPECT_EQ(second.shares(0).running_total(), 11);
  EXPECT_EQ(second.total(), 13);
  EXPECT_EQ(second.position().SerializeAsString(), first.position().SerializeAsString());
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(served.Ask(ExplainCell, Explain("city")).total(), 102) << "asked anew it tells what is so now";
}

TEST(ExplainCell, AsOfAnEarlierPosition) {
  LogBuilder log = FourAccepted();
  v1::ExplainCellRequest request = Explain("city");
  *request.mutable_as_of() = PositionOf(log);
  const Served served(log.Accept("a", 2024, 2, {{kReceived, 100}}));
  EXPECT_EQ(served.Ask(ExplainCell, request).total(), 13);
  request.mutable_as_of()->mutable_sources(0)->set_sequence(12);
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainCell, request).status()), "LOG_CHANGED") << "that is no position of it";
}

TEST(ExplainCell, OfALineOfWork) {
  v1::ExplainCellRequest request = Explain("city");
  request.set_line("公安");
  EXPECT_THAT(SharesOf(Served(FourAccepted()).Ask(ExplainCell, request)), ElementsAre(Pair("d", 9)));
}

TEST(ExplainCell, OfNothingListsNone) {
  const auto explained = Served(City()).Ask(ExplainCell, Explain("city"));
  EXPECT_THAT(explained.shares(), IsEmpty());
  EXPECT_EQ(explained.total_size(), 0);
  EXPECT_EQ(explained.coverage().expected(), 4);
}

TEST(ExplainCell, RefusesTheTokenOfAnotherCellAndOneThatWasTamperedWith) {
  const Served served(FourAccepted());
  v1::ExplainCellRequest request = Explain("city");
  request.set_page_size(1);
  const std::string token = served.Ask(ExplainCell, request).next_page_token();
  v1::ExplainCellRequest other = Explain("city", "requests.received.total");
  other.set_page_token(token);
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainCell, other).status()), "FIELD_INVALID");
  request.set_page_token(token.substr(0, token.size() / 2));
  EXPECT_EQ(status::ReasonOf(served.Try(ExplainCell, request).status()), "FIELD_INVALID");
}

TEST(ExplainCell, RefusesFiguresThatAreNoCellOfTheTables) {
  for (const char* cell : {"", "granted_rate", "processing_fees.notices"}) {
    EXPECT_EQ(status::ReasonOf(Served(City()).Try(ExplainCell, Explain("city", cell)).status()), "FIELD_INVALID")
        << cell;
  }
}

}  // namespace
}  // namespace nianbao::aggregation
