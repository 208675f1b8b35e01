#include <gtest/gtest.h>

#include "libs/form/catalogue.h"
#include "tests/property/aggregation/history.h"
#include "tests/unit/services/aggregation/summed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::History;
using nianbao::testing::kFirstYear;
using nianbao::testing::kLastYear;
using nianbao::testing::NaiveTotal;
using nianbao::testing::Summed;

constexpr uint64_t kSeeds = 60;
constexpr int kLength = 250;

void CatchUp(const History& history, Summed& engine) {
  const auto& records = history.log().records();
  for (size_t i = static_cast<size_t>(engine.position().sequence()); i < records.size(); ++i) {
    ASSERT_TRUE(engine.Apply(records[i]).ok());
  }
}

void ExpectTotal(const NodeTotal& total, const NaiveTotal& naive) {
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const auto found = naive.cells.find(cell.code);
    EXPECT_EQ(total.cells[cell.index], found == naive.cells.end() ? 0 : found->second) << cell.code;
  }
  EXPECT_EQ(total.counts.expected, naive.expected);
  EXPECT_EQ(total.counts.accepted, naive.accepted);
  EXPECT_EQ(total.counts.submitted, naive.submitted);
  EXPECT_EQ(total.counts.returned, naive.returned);
  EXPECT_EQ(total.counts.published, naive.published);
  EXPECT_EQ(total.counts.missing(), naive.expected - naive.accepted - naive.submitted - naive.returned);
}

void ExpectTotalsOf(const History& history, const Summed& engine) {
  for (const std::string& id : history.organs()) {
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      SCOPED_TRACE(id + " " + std::to_string(year) + " at " + std::to_string(engine.position().sequence()));
      const auto total = engine.TryTotal(id, {.year = year});
      ASSERT_TRUE(total.ok()) << total.status();
      ExpectTotal(*total, history.Total(id, year));
      if (::testing::Test::HasFailure()) return;
    }
  }
}

TEST(Totals, StreamedEqualANaiveRecomputation) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    History history(seed);
    Summed engine(history.log().token().log_id());
    for (int i = 0; i < kLength && !HasFailure(); ++i) {
      history.Happen();
      CatchUp(history, engine);
      if (i % 10 == 0) ExpectTotalsOf(history, engine);
    }
    ExpectTotalsOf(history, engine);
  }
}

TEST(Totals, RebuiltFromTheBeginningEqualTheStreamedOnes) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    History history(seed);
    Summed streamed(history.log().token().log_id());
    for (int i = 0; i < kLength; ++i) {
      history.Happen();
      CatchUp(history, streamed);
    }
    Summed rebuilt(history.log().token().log_id());
    CatchUp(history, rebuilt);
    EXPECT_EQ(rebuilt.position().SerializeAsString(), streamed.position().SerializeAsString());
    for (const std::string& id : history.organs()) {
      for (int year = kFirstYear; year <= kLastYear; ++year) {
        EXPECT_EQ(rebuilt.TryTotal(id, {.year = year}).value(), streamed.TryTotal(id, {.year = year}).value());
      }
    }
  }
}

TEST(Totals, AreTheSameWhenEventsComeTwice) {
  for (uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    History history(seed);
    for (int i = 0; i < kLength; ++i) history.Happen();
    const auto& records = history.log().records();
    Summed engine(history.log().token().log_id());
    while (engine.position().sequence() < history.log().token().sequence()) {
      const auto reached = static_cast<size_t>(engine.position().sequence());
      const size_t end = std::min(records.size(), reached + 1 + random() % 20);
      for (size_t i = random() % (reached + 1); i < end; ++i) ASSERT_TRUE(engine.Apply(records[i]).ok());
    }
    ExpectTotalsOf(history, engine);
  }
}

}  // namespace
}  // namespace nianbao::aggregation
