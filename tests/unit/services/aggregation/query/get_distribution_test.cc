#include "services/aggregation/domain/query/get_distribution.h"

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
using nianbao::testing::Served;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::GetDistributionRequest Of(const std::string& id, const std::string& cell = kReceived) {
  auto request = About<v1::GetDistributionRequest>(id);
  request.set_cell(cell);
  return request;
}

std::vector<int64_t> QuantilesOf(const v1::GetDistributionResponse& response) {
  std::vector<int64_t> values;
  for (const auto& quantile : response.quantiles()) values.push_back(quantile.value());
  return values;
}

TEST(GetDistribution, TellsHowTheNumbersAreSpread) {
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kReceived, 40}}).Accept("b", 2024, 1, {{kReceived, 0}});
  log.Accept("c", 2024, 1, {{kReceived, 10}}).Accept("d", 2024, 1, {{kReceived, 20}});
  const auto spread = Served(log).Ask(GetDistribution, Of("city"));
  EXPECT_EQ(spread.count(), 4);
  EXPECT_EQ(spread.zeros(), 1);
  EXPECT_EQ(spread.min(), 0);
  EXPECT_EQ(spread.max(), 40);
  EXPECT_EQ(spread.sum(), 70);
  EXPECT_THAT(QuantilesOf(spread), ElementsAre(0, 0, 10, 20, 40, 40));
  EXPECT_EQ(spread.quantiles(1).percent(), 25);
  EXPECT_EQ(spread.coverage().accepted(), 4);
  EXPECT_EQ(spread.position().sources(0).sequence(), 11);
}

TEST(GetDistribution, LeavesOutReportsWithoutANumber) {
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kReceived, 40}}).Accept("b", 2024, 1, {{kFees, 3}});
  const auto spread = Served(log).Ask(GetDistribution, Of("city"));
  EXPECT_EQ(spread.count(), 1);
  EXPECT_EQ(spread.min(), 40);
  EXPECT_EQ(spread.coverage().accepted(), 2);
}

TEST(GetDistribution, OfNothingHasNoQuantiles) {
  const auto spread = Served(City()).Ask(GetDistribution, Of("city"));
  EXPECT_EQ(spread.count(), 0);
  EXPECT_THAT(spread.quantiles(), IsEmpty());
  EXPECT_EQ(spread.coverage().expected(), 4);
}

TEST(GetDistribution, IsOfOneCellOfTheTables) {
  for (const char* cell : {"", "granted_rate", "processing_fees.notices"}) {
    EXPECT_EQ(status::ReasonOf(Served(City()).Try(GetDistribution, Of("city", cell)).status()), "FIELD_INVALID")
        << cell;
  }
}

}  // namespace
}  // namespace nianbao::aggregation
