#include "services/aggregation/domain/query/compare_aggregates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::City;
using nianbao::testing::kGranted;
using nianbao::testing::kOutcomes;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Served;

v1::CompareAggregatesRequest Compare(const std::vector<std::string>& ids, const std::vector<int>& years,
                                     const std::vector<std::string>& measures) {
  v1::CompareAggregatesRequest request;
  for (const std::string& id : ids) request.add_nodes("organs/" + id);
  for (const int year : years) request.add_years(year);
  for (const std::string& measure : measures) request.add_measures(measure);
  return request;
}

TEST(CompareAggregates, SetsEachYearBesideTheOneBeforeItInTheList) {
  LogBuilder log = City();
  log.Accept("a", 2023, 1, {{kReceived, 8}}).Accept("a", 2024, 1, {{kReceived, 10}});
  log.Accept("d", 2024, 1, {{kReceived, 2}});
  const auto compared = Served(log).Ask(CompareAggregates, Compare({"city", "east"}, {2023, 2024}, {kReceived}));
  ASSERT_EQ(compared.rows_size(), 4);
  EXPECT_EQ(compared.rows(1).node(), "organs/city");
  EXPECT_EQ(compared.rows(1).year(), 2024);
  EXPECT_EQ(compared.rows(2).node(), "organs/east");
  EXPECT_EQ(compared.rows(2).year(), 2023);
  const v1::ComparedMeasure& first = compared.rows(0).measures(0);
  EXPECT_EQ(first.now().numerator(), 8);
  EXPECT_FALSE(first.has_before());
  EXPECT_EQ(first.difference(), 0);
  EXPECT_FALSE(first.has_growth());
  const v1::ComparedMeasure& second = compared.rows(1).measures(0);
  EXPECT_EQ(second.now().measure(), kReceived);
  EXPECT_EQ(second.now().numerator(), 12);
  EXPECT_EQ(second.before().numerator(), 8);
  EXPECT_EQ(second.difference(), 4);
  EXPECT_DOUBLE_EQ(second.growth(), 0.5);
  EXPECT_FALSE(compared.rows(2).measures(0).has_before()) << "of another node";
  EXPECT_EQ(compared.rows(0).coverage().accepted(), 1);
  EXPECT_EQ(compared.rows(1).coverage().accepted(), 2);
  EXPECT_EQ(compared.position().sources(0).sequence(), 10);
}

TEST(CompareAggregates, HasNoGrowthFromNothing) {
  LogBuilder log = City();
  const auto compared = Served(log.Accept("a", 2024, 1, {{kReceived, 10}}))
                            .Ask(CompareAggregates, Compare({"a"}, {2023, 2024}, {kReceived}));
  EXPECT_EQ(compared.rows(1).measures(0).difference(), 10);
  EXPECT_FALSE(compared.rows(1).measures(0).has_growth());
}

TEST(CompareAggregates, ShowsIndicatorsWithoutDifference) {
  LogBuilder log = City();
  log.Accept("a", 2023, 1, {{kGranted, 1}, {kOutcomes, 2}}).Accept("a", 2024, 1, {{kGranted, 3}, {kOutcomes, 4}});
  const auto compared = Served(log).Ask(CompareAggregates, Compare({"a"}, {2023, 2024}, {"granted_rate"}));
  const v1::ComparedMeasure& measure = compared.rows(1).measures(0);
  EXPECT_EQ(measure.now().numerator(), 3);
  EXPECT_EQ(measure.now().denominator(), 4);
  EXPECT_EQ(measure.before().denominator(), 2);
  EXPECT_EQ(measure.difference(), 0);
  EXPECT_FALSE(measure.has_growth());
}

TEST(CompareAggregates, ShowsAllCellsUnlessSomeAreNamed) {
  const auto compared = Served(City()).Ask(CompareAggregates, Compare({"city"}, {2024}, {}));
  ASSERT_EQ(compared.rows(0).measures_size(), 200);
  EXPECT_EQ(compared.rows(0).measures(0).now().measure(), "proactive_disclosure.rules.issued");
}

TEST(CompareAggregates, OfALineOfWork) {
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kReceived, 10}}).Accept("d", 2024, 1, {{kReceived, 2}});
  auto request = Compare({"city"}, {2024}, {kReceived});
  request.set_line("公安");
  EXPECT_EQ(Served(log).Ask(CompareAggregates, request).rows(0).measures(0).now().numerator(), 2);
}

TEST(CompareAggregates, NoticesADifferenceBeyond64Bits) {
  LogBuilder log = City();
  log.Accept("a", 2023, 1, {{kReceived, -2}});
  log.Accept("a", 2024, 1, {{kReceived, std::numeric_limits<int64_t>::max()}});
  EXPECT_EQ(status::ReasonOf(Served(log).Try(CompareAggregates, Compare({"a"}, {2023, 2024}, {kReceived})).status()),
            "SUM_OVERFLOW");
}

TEST(CompareAggregates, RefusesWhatIsNoQuestion) {
  const Served served(City());
  const auto reason = [&](const v1::CompareAggregatesRequest& request) {
    return status::ReasonOf(served.Try(CompareAggregates, request).status());
  };
  EXPECT_EQ(reason(Compare({}, {2024}, {})), "FIELD_INVALID");
  EXPECT_EQ(reason(Compare({"city"}, {}, {})), "FIELD_INVALID");
  EXPECT_EQ(reason(Compare({"city"}, {2020}, {})), "FIELD_INVALID");
  EXPECT_EQ(reason(Compare({"City"}, {2024}, {})), "FIELD_INVALID");
  EXPECT_EQ(reason(Compare({"city"}, {2024}, {"granted"})), "FIELD_INVALID");
  EXPECT_EQ(reason(Compare({"city"}, std::vector<int>(11, 2024), {})), "FIELD_INVALID");
  EXPECT_EQ(reason(Compare(std::vector<std::string>(100, "city"), {2024}, {})), "");
  EXPECT_EQ(reason(Compare(std::vector<std::string>(100, "city"), {2023, 2024}, {})), "FIELD_INVALID")
      << "40 000 figures";
  EXPECT_EQ(reason(Compare({"city", "stranger"}, {2024}, {})), "ORGAN_UNKNOWN");
}

}  // namespace
}  // namespace nianbao::aggregation
