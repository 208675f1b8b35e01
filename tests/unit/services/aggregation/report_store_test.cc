#include "services/aggregation/domain/facts/report_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace nianbao::aggregation {
namespace {

using form::CellState;
using form::CellVector;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kBeyondSmall = int64_t{1} << 15;

TEST(ReportStore, GivesBackEveryFigure) {
  constexpr int64_t kFigures[] = {0,
                                  1,
                                  -1,
                                  kBeyondSmall - 1,
                                  kBeyondSmall,
                                  -kBeyondSmall,
                                  -kBeyondSmall - 1,
                                  std::numeric_limits<int64_t>::max(),
                                  std::numeric_limits<int64_t>::min()};
  std::mt19937_64 random(7);
  ReportStore store;
  std::vector<std::pair<CellVector, const AcceptedReport*>> kept;
  for (int report = 0; report < 10'000; ++report) {
    CellVector figures;
    for (int i = 0; i < CellVector::kSize; ++i) figures.SetNumber(i, kFigures[random() % std::size(kFigures)]);
    kept.emplace_back(figures, store.Keep(figures, report, 2 * report));
  }
  for (int report = 0; report < 10'000; ++report) {
    const auto& [figures, stored] = kept[report];
    ASSERT_EQ(stored->Figures(), figures.values());
    for (int i = 0; i < CellVector::kSize; ++i) ASSERT_EQ(stored->Figure(i), figures.value(i)) << i;
    ASSERT_THAT(stored->empty(), IsEmpty());
    ASSERT_EQ(stored->revision(), report);
    ASSERT_EQ(stored->accepted_at(), 2 * report);
  }
}

TEST(ReportStore, HoldsNothingForANought) {
  CellVector figures;
  for (int i = 0; i < CellVector::kSize; ++i) figures.SetNumber(i, 0);
  figures.SetNumber(7, -3);
  figures.SetNumber(199, kBeyondSmall);
  ReportStore store;
  const AcceptedReport* const report = store.Keep(figures, 1, 1);
  EXPECT_THAT(report->small(), SizeIs(1));
  EXPECT_THAT(report->large(), SizeIs(1));
}

TEST(ReportStore, TellsABlankFromANought) {
  CellVector figures;
  for (int i = 0; i < CellVector::kSize; ++i) figures.SetNumber(i, 0);
  figures.SetEmpty(3, CellState::kBlank);
  figures.SetEmpty(150, CellState::kUnresolved);
  ReportStore store;
  const AcceptedReport* const report = store.Keep(figures, 1, 1);
  ASSERT_THAT(report->empty(), SizeIs(2));
  EXPECT_EQ(report->empty()[0].index, 3);
  EXPECT_EQ(report->empty()[0].state, CellState::kBlank);
  EXPECT_EQ(report->empty()[1].index, 150);
  EXPECT_EQ(report->empty()[1].state, CellState::kUnresolved);
}

}  // namespace
}  // namespace nianbao::aggregation
