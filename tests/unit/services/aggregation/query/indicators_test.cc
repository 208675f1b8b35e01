#include "services/aggregation/domain/query/indicators.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/query/list_indicators.h"
#include "services/aggregation/domain/query/measure.h"
#include "tests/unit/services/aggregation/served.h"
#include "tests/unit/services/aggregation/summed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::Figures;
using nianbao::testing::LogBuilder;
using nianbao::testing::Served;
using nianbao::testing::Summed;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Property;

v1::Measurement ValueOf(const std::string& measure, const Figures& figures) {
  LogBuilder log;
  log.Organ("a", "").Accept("a", 2024, 1, figures);
  const auto value = Measure::Find(measure)->In(Summed(log).Total("a", {.year = 2024}));
  EXPECT_TRUE(value.ok()) << value.status();
  return value.value_or(v1::Measurement());
}

auto Is(int64_t numerator, int64_t denominator) {
  return AllOf(Property(&v1::Measurement::numerator, numerator), Property(&v1::Measurement::denominator, denominator));
}

// A report with another figure in every cell: the square of its place, so that no two sums of cells are alike by
// chance.
Figures Squares() {
  Figures figures;
  for (const form::Cell& cell : form::Catalogue::Get().cells())
    figures[cell.code] = (cell.index + 1) * (cell.index + 1);
  return figures;
}

int64_t SquaresOf(const std::vector<std::string>& cells) {
  const Figures squares = Squares();
  int64_t sum = 0;
  for (const std::string& cell : cells) sum += squares.at(cell);
  return sum;
}

// The totals of the rows below a heading.
std::vector<std::string> TotalsBelow(const std::string& heading) {
  std::vector<std::string> totals;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.code.rfind("requests.outcomes." + heading + ".", 0) == 0 && cell.path.back()->name() == "total") {
      totals.push_back(cell.code);
    }
  }
  return totals;
}

TEST(Indicators, HaveUniqueIdsNamesAndNotes) {
  std::set<std::string> ids;
  for (const v1::Indicator& indicator : Indicators().indicators()) {
    EXPECT_TRUE(ids.insert(indicator.id()).second) << indicator.id();
    EXPECT_EQ(form::Catalogue::Get().Find(indicator.id()), nullptr) << indicator.id();
    EXPECT_NE(indicator.title(), "") << indicator.id();
    EXPECT_NE(indicator.note(), "") << indicator.id();
    EXPECT_GT(indicator.numerator_size(), 0) << indicator.id();
    EXPECT_GT(indicator.denominator_size(), 0) << indicator.id();
    for (const auto* terms : {&indicator.numerator(), &indicator.denominator()}) {
      for (const v1::CellTerm& term : *terms) {
        const form::Cell* const cell = form::Catalogue::Get().Find(term.cell());
        ASSERT_NE(cell, nullptr) << term.cell();
        EXPECT_LT(cell->index, form::Catalogue::kCellCount) << term.cell();
      }
    }
  }
}

TEST(Indicators, SayWhatTheirNamesSay) {
  const Figures squares = Squares();
  const int64_t all = squares.at("requests.outcomes.total.total");
  EXPECT_THAT(ValueOf("natural_person_share", squares),
              Is(squares.at("requests.received.natural_person"), squares.at("requests.received.total")));
  EXPECT_THAT(ValueOf("granted_rate", squares), Is(squares.at("requests.outcomes.granted.total"), all));
  EXPECT_THAT(ValueOf("partially_granted_rate", squares),
              Is(squares.at("requests.outcomes.partially_granted.total"), all));
  EXPECT_EQ(TotalsBelow("refused").size(), 8U);
  EXPECT_THAT(ValueOf("refused_rate", squares), Is(SquaresOf(TotalsBelow("refused")), all));
  EXPECT_THAT(ValueOf("unable_rate", squares), Is(SquaresOf(TotalsBelow("unable")), all));
  EXPECT_THAT(ValueOf("not_processed_rate", squares), Is(SquaresOf(TotalsBelow("not_processed")), all));
  EXPECT_THAT(ValueOf("other_outcome_rate", squares), Is(SquaresOf(TotalsBelow("other")), all));
  EXPECT_THAT(ValueOf("carried_out_rate", squares),
              Is(squares.at("requests.carried_out.total"),
                 SquaresOf({"requests.received.total", "requests.carried_in.total"})));
  EXPECT_THAT(ValueOf("reconsideration_corrected_rate", squares),
              Is(squares.at("remedies.reconsideration.corrected"),
                 SquaresOf({"remedies.reconsideration.upheld", "remedies.reconsideration.corrected",
                            "remedies.reconsideration.other"})));
  const std::string direct = "remedies.direct_litigation.";
  const std::string after = "remedies.litigation_after_reconsideration.";
  EXPECT_THAT(ValueOf("litigation_lost_rate", squares),
              Is(SquaresOf({direct + "corrected", after + "corrected"}),
                 SquaresOf({direct + "upheld", direct + "corrected", direct + "other", after + "upheld",
                            after + "corrected", after + "other"})));
  EXPECT_EQ(Indicators().indicators_size(), 10) << "an indicator is not looked at here";
}

TEST(Indicators, TheSixOutcomesAddUpToAll) {
  std::map<std::string, int> counted;
  for (const char* id : {"granted_rate", "partially_granted_rate", "refused_rate", "unable_rate", "not_processed_rate",
                         "other_outcome_rate"}) {
    for (const v1::CellTerm& term : FindIndicator(id)->numerator()) ++counted[term.cell()];
  }
  EXPECT_EQ(counted.size(), 21U);
  for (const auto& [cell, times] : counted) EXPECT_EQ(times, 1) << cell;
}

TEST(Indicators, HaveNoValueWhenThereIsNothingToBeAPartOf) {
  EXPECT_THAT(ValueOf("granted_rate", {{"requests.received.total", 5}}), Is(0, 0));
}

TEST(Indicators, NoticeASumBeyond64Bits) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  LogBuilder log;
  log.Organ("a", "").Accept("a", 2024, 1, {{"requests.received.total", kMost}, {"requests.carried_in.total", 1}});
  const auto value = Measure::Find("carried_out_rate")->In(Summed(log).Total("a", {.year = 2024}));
  EXPECT_EQ(status::ReasonOf(value.status()), "SUM_OVERFLOW");
}

TEST(ListIndicators, GivesThemInTheOrderOfTheForm) {
  const auto listed = Served(LogBuilder()).Ask(ListIndicators, v1::ListIndicatorsRequest());
  ASSERT_EQ(listed.indicators_size(), 10);
  EXPECT_EQ(listed.indicators(1).id(), "granted_rate");
  EXPECT_EQ(listed.indicators(1).title(), "予以公开率");
}

}  // namespace
}  // namespace nianbao::aggregation
