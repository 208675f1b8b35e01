#include "libs/codes/division_code.h"

#include <gtest/gtest.h>

namespace nianbao::codes {
namespace {

TEST(DivisionCode, HasTwelveDigitsAndNoLevelBelowOneThatIsMissing) {
  for (const char* code : {"110000000000", "110101000000", "110101001000", "110101001002", "330100000000"}) {
    EXPECT_TRUE(IsDivisionCode(code)) << code;
  }
  EXPECT_TRUE(IsDivisionCode("441900003000")) << "a prefecture without counties has townships";
  for (const char* code : {"", "110101", "11010100000X", "1101010000000", "000000000000", "110001000000",
                           "110000001000", "110101000002"}) {
    EXPECT_FALSE(IsDivisionCode(code)) << code;
  }
}

TEST(DivisionCode, IsSignificantUpToItsLastLevel) {
  EXPECT_EQ(SignificantDigits("330000000000"), "33");
  EXPECT_EQ(SignificantDigits("330100000000"), "3301");
  EXPECT_EQ(SignificantDigits("330110000000"), "330110");
  EXPECT_EQ(SignificantDigits("330110001000"), "330110001");
  EXPECT_EQ(SignificantDigits("330110001201"), "330110001201");
  EXPECT_EQ(SignificantDigits("441900003000"), "441900003");
  EXPECT_EQ(SignificantDigits("nowhere"), "");
}

TEST(DivisionCode, LiesWithinTheAreasWhoseDigitsItBeginsWith) {
  EXPECT_TRUE(CanBeWithin("330110001000", "330110000000"));
  EXPECT_TRUE(CanBeWithin("330110001000", "330000000000"));
  EXPECT_TRUE(CanBeWithin("330110000000", "330110000000"));
  EXPECT_FALSE(CanBeWithin("330110000000", "330110001000"));
  EXPECT_FALSE(CanBeWithin("330210000000", "330100000000"));
}

TEST(DivisionCode, LetsCountiesOfTheProvinceStandBelowItsPrefectures) {
  EXPECT_TRUE(CanBeWithin("429004000000", "420600000000"));
  EXPECT_FALSE(CanBeWithin("429004000000", "410600000000"));
  EXPECT_FALSE(CanBeWithin("429004000000", "420601000000"));
}

}  // namespace
}  // namespace nianbao::codes
