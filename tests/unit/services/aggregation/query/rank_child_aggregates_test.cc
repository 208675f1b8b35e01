#include "services/aggregation/domain/query/rank_child_aggregates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::City;
using nianbao::testing::kGranted;
using nianbao::testing::kOutcomes;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Served;
using ::testing::ElementsAre;
using ::testing::Pair;

using RankRequest = v1::RankChildAggregatesRequest;

RankRequest By(const std::string& id, const std::string& measure) {
  RankRequest request = About<RankRequest>(id);
  request.set_measure(measure);
  return request;
}

std::vector<std::pair<int, std::string>> PlacesOf(const v1::RankChildAggregatesResponse& response) {
  std::vector<std::pair<int, std::string>> places;
  for (const auto& node : response.nodes()) places.emplace_back(node.place(), node.title());
  return places;
}

TEST(RankChildAggregates, PutsTheLargestFirstAndGivesEqualsOnePlace) {
  LogBuilder log = City();
  log.Put({.id = "e", .parent = "east"});
  log.Accept("a", 2024, 1, {{kReceived, 3}}).Accept("b", 2024, 1, {{kReceived, 7}});
  log.Accept("c", 2024, 1, {{kReceived, 3}}).Accept("e", 2024, 1, {});
  const Served served(log);
  const auto ranked = served.Ask(RankChildAggregates, By("east", kReceived));
  EXPECT_THAT(PlacesOf(ranked), ElementsAre(Pair(1, "b"), Pair(2, "a"), Pair(2, "c"), Pair(4, "e")));
  EXPECT_EQ(ranked.nodes(0).value().numerator(), 7);
  EXPECT_EQ(ranked.nodes(0).value().denominator(), 1);
  EXPECT_EQ(ranked.nodes(0).coverage().accepted(), 1);
  RankRequest ascending = By("east", kReceived);
  ascending.set_ascending(true);
  EXPECT_THAT(PlacesOf(served.Ask(RankChildAggregates, ascending)),
              ElementsAre(Pair(1, "e"), Pair(2, "a"), Pair(2, "c"), Pair(4, "b")));
}

TEST(RankChildAggregates, ComparesQuotientsExactly) {
  constexpr int64_t kMany = int64_t{1} << 61;
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kGranted, kMany}, {kOutcomes, kMany + 1}});
  log.Accept("b", 2024, 1, {{kGranted, kMany + 1}, {kOutcomes, kMany + 2}});
  log.Accept("c", 2024, 1, {{kGranted, 1}, {kOutcomes, 2}});
  EXPECT_THAT(PlacesOf(Served(log).Ask(RankChildAggregates, By("east", "granted_rate"))),
              ElementsAre(Pair(1, "b"), Pair(2, "a"), Pair(3, "c")));
}

TEST(RankChildAggregates, PutsThoseWithoutAValueLastWhicheverWayItCounts) {
  LogBuilder log = City();
  log.Accept("b", 2024, 1, {{kGranted, 1}, {kOutcomes, 2}}).Accept("c", 2024, 1, {{kReceived, 5}});
  const Served served(log);
  RankRequest request = By("east", "granted_rate");
  EXPECT_THAT(PlacesOf(served.Ask(RankChildAggregates, request)),
              ElementsAre(Pair(1, "b"), Pair(0, "a"), Pair(0, "c")));
  request.set_measure(kReceived);
  request.set_ascending(true);
  EXPECT_THAT(PlacesOf(served.Ask(RankChildAggregates, request)), ElementsAre(Pair(1, "b"), Pair(2, "c"), Pair(0, "a")))
      << "a sum of no report says nothing";
}

TEST(RankChildAggregates, RefusesWhatIsNoMeasure) {
  for (const char* measure : {"", "granted", "requests.received", "processing_fees.notices"}) {
    EXPECT_EQ(status::ReasonOf(Served(City()).Try(RankChildAggregates, By("city", measure)).status()), "FIELD_INVALID")
        << measure;
  }
}

}  // namespace
}  // namespace nianbao::aggregation
