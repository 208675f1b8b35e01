// Histories of submission and aggregation on a disk that loses what was not synced. docs/simulation.md says which
// promises are checked; `make simulate` goes through more.
#include <gtest/gtest.h>

#include "tests/simulation/history.h"
#include "tests/simulation/series.h"

namespace nianbao::simulation {
namespace {

constexpr uint64_t kFirstSeed = 1;
constexpr int64_t kHistories = 10'000;
constexpr int kParts = 8;

class Simulation : public ::testing::TestWithParam<int> {};

TEST_P(Simulation, KeepsEveryPromise) {
  constexpr int64_t kOfPart = kHistories / kParts;
  const Series series = GoThrough(kFirstSeed + static_cast<uint64_t>(GetParam() * kOfPart), kOfPart);
  EXPECT_EQ(series.broken, "");
  EXPECT_EQ(series.tally.Of(Done::kHistories), kOfPart);
}

INSTANTIATE_TEST_SUITE_P(Parts, Simulation, ::testing::Range(0, kParts));

TEST(SimulatedHistory, IsTheSameForTheSameSeed) {
  const DiskImage founded = FoundedStore();
  for (uint64_t seed = kFirstSeed; seed < kFirstSeed + 50; ++seed) {
    EXPECT_EQ(RunHistory(seed, founded).trace, RunHistory(seed, founded).trace) << "seed " << seed;
  }
}

TEST(SimulatedHistory, IsAnotherForAnotherSeed) {
  const DiskImage founded = FoundedStore();
  EXPECT_NE(RunHistory(kFirstSeed, founded).trace, RunHistory(kFirstSeed + 1, founded).trace);
}

}  // namespace
}  // namespace nianbao::simulation
