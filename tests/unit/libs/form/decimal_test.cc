#include "libs/form/decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "libs/status/error.h"

namespace nianbao::form {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();
constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();

TEST(Decimal, PrintsInTheUnitOfTheFormWithoutTrailingZeros) {
  EXPECT_EQ(FormatDecimal(7730280000, 6), "7730.28");
  EXPECT_EQ(FormatDecimal(5, 2), "0.05");
  EXPECT_EQ(FormatDecimal(-150, 2), "-1.5");
  EXPECT_EQ(FormatDecimal(0, 6), "0");
  EXPECT_EQ(FormatDecimal(42, 0), "42");
}

TEST(Decimal, ComesBackFromItsPrintedForm) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 100'000; ++i) {
    const auto value = static_cast<int64_t>(random()) >> (random() % 64);
    const int scale = static_cast<int>(random() % 9);
    ASSERT_EQ(ParseDecimal(FormatDecimal(value, scale), scale).value(), value) << FormatDecimal(value, scale);
  }
}

TEST(Decimal, HoldsTheWholeRangeOfSixtyFourBits) {
  for (const int scale : {0, 2, 6}) {
    EXPECT_EQ(ParseDecimal(FormatDecimal(kLargest, scale), scale).value(), kLargest);
    EXPECT_EQ(ParseDecimal(FormatDecimal(kSmallest, scale), scale).value(), kSmallest);
  }
}

TEST(Decimal, IgnoresZerosBeyondTheScaleAndNothingElse) {
  EXPECT_EQ(ParseDecimal("2.500", 1).value(), 25);
  EXPECT_FALSE(ParseDecimal("2.501", 1).ok());
}

TEST(Decimal, RefusesEverythingThatIsNoFigure) {
  for (const char* text :
       {"", "-", "+", ".", "1.", "1.2.3", "1,000", " 1", "1 ", "1e3", "一", "0x1", "--1", "9223372036854775808",
        "-9223372036854775809", "99999999999999999999999999999999999999999"}) {
    EXPECT_EQ(status::ReasonOf(ParseDecimal(text, 0).status()), "NOT_A_FIGURE") << text;
  }
  EXPECT_EQ(status::ReasonOf(ParseDecimal("9223372036854775807", 1).status()), "NOT_A_FIGURE");
}

}  // namespace
}  // namespace nianbao::form
