#include "clients/cli/printed_cell.h"

#include <gtest/gtest.h>

#include <limits>

namespace nianbao::cli {
namespace {

constexpr char kFees[] = "proactive_disclosure.administrative_fees";
constexpr char kReceived[] = "requests.received.total";
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

TEST(PerCent, RoundsToTwoDecimalsAwayFromNought) {
  EXPECT_EQ(PerCent(1, 3), "33.33%");
  EXPECT_EQ(PerCent(2, 3), "66.67%");
  EXPECT_EQ(PerCent(1, 20'000), "0.01%");
  EXPECT_EQ(PerCent(1, 20'001), "0.00%");
  EXPECT_EQ(PerCent(-1, 20'000), "-0.01%");
  EXPECT_EQ(PerCent(-1, 20'001), "0.00%");
  EXPECT_EQ(PerCent(5, 5), "100.00%");
}

TEST(PerCent, OfNothingIsNone) { EXPECT_EQ(PerCent(5, 0), "—"); }

TEST(PerCent, TakesWholesBelowNoughtAndFiguresOfAnySize) {
  EXPECT_EQ(PerCent(1, -2), "-50.00%");
  EXPECT_EQ(PerCent(-1, -2), "50.00%");
  EXPECT_EQ(PerCent(kMost, 1), "922337203685477580700.00%");
}

TEST(PrintedDifference, HasASignAndTheUnitOfTheCell) {
  EXPECT_EQ(PrintedDifference(kReceived, 8, 12), "+4");
  EXPECT_EQ(PrintedDifference(kReceived, 12, 8), "-4");
  EXPECT_EQ(PrintedDifference(kReceived, 8, 8), "0");
  EXPECT_EQ(PrintedDifference(kFees, 0, 1'500'000), "+1.5");
  EXPECT_EQ(PrintedDifference(kReceived, -1, kMost), "+9223372036854775808");
}

TEST(PrintedValue, IsAFigureForACellAndPerCentForAnIndicator) {
  aggregation::v1::Measurement value;
  value.set_measure(kFees);
  value.set_numerator(1'500'000);
  value.set_denominator(1);
  EXPECT_EQ(PrintedValue(value), "1.5");
  value.set_measure("granted_rate");
  value.set_numerator(1);
  value.set_denominator(4);
  EXPECT_EQ(PrintedValue(value), "25.00%");
}

TEST(Shortened, CutsBetweenCharactersSoThatTheTextFits) {
  EXPECT_EQ(Shortened("一二三", 6), "一二三");
  EXPECT_EQ(Shortened("一二三", 5), "一二…");
  EXPECT_EQ(Shortened("abc", 3), "abc");
  EXPECT_EQ(Shortened("abcd", 3), "ab…");
}

}  // namespace
}  // namespace nianbao::cli
