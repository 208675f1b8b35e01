#include "libs/codes/credit_code.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>
#include <string>

namespace nianbao::codes {
namespace {

constexpr char kAlphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kRuns = 500;

// A code whose last character is right.
std::string RandomCode(std::mt19937& random) {
  std::uniform_int_distribution<int> place(0, 30);
  std::string code;
  while (code.size() < kCreditCodeSize - 1) code += kAlphabet[place(random)];
  return code + CreditCheckCharacter(code).value();
}

TEST(CreditCode, TakesCodesWhoseLastCharacterFits) {
  for (const char* code : {"91350100M000100Y43", "12620600MB0523338C", "11341702486344515H"}) {
    EXPECT_EQ(FaultOfCreditCode(code), std::nullopt) << code;
  }
}

TEST(CreditCode, TellsALastCharacterThatDoesNotFit) {
  for (const char* code : {"91350100M000100Y44", "91350211M0000XUF46", "91350100M0001TGQXM"}) {
    EXPECT_EQ(FaultOfCreditCode(code), CreditCodeFault::kCheckCharacter) << code;
  }
}

TEST(CreditCode, TellsWhatIsNoCodeAtAll) {
  EXPECT_EQ(FaultOfCreditCode(""), CreditCodeFault::kSize);
  EXPECT_EQ(FaultOfCreditCode("91350100M000100Y4"), CreditCodeFault::kSize);
  EXPECT_EQ(FaultOfCreditCode("91350100M000100Y430"), CreditCodeFault::kSize);
  EXPECT_EQ(FaultOfCreditCode("91350100M000100Y4Z"), CreditCodeFault::kCharacter);
  EXPECT_EQ(FaultOfCreditCode("91350100m000100Y43"), CreditCodeFault::kCharacter);
  for (const char letter : std::string("IOSVZ")) {
    EXPECT_EQ(FaultOfCreditCode(std::string("91350100M000100Y4") + letter), CreditCodeFault::kCharacter) << letter;
  }
}

TEST(CreditCode, GivesTheLastCharacterOfSeventeenOnly) {
  EXPECT_EQ(CreditCheckCharacter("91350100M000100Y4"), '3');
  EXPECT_EQ(CreditCheckCharacter("00000000000000000"), '0');
  EXPECT_EQ(CreditCheckCharacter("91350100M000100Y43"), std::nullopt);
  EXPECT_EQ(CreditCheckCharacter("91350100M000100YI"), std::nullopt);
}

TEST(CreditCode, NoticesEveryMistypedCharacterAndEverySwapOfTwoThatDiffer) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int run = 0; run < kRuns; ++run) {
    const std::string code = RandomCode(random);
    ASSERT_EQ(FaultOfCreditCode(code), std::nullopt) << code;
    for (size_t place = 0; place < code.size(); ++place) {
      std::string mistyped = code;
      for (const char other : std::string(kAlphabet)) {
        mistyped[place] = other;
        ASSERT_EQ(FaultOfCreditCode(mistyped).has_value(), other != code[place]) << mistyped;
      }
      if (place == 0) continue;
      std::string swapped = code;
      std::swap(swapped[place - 1], swapped[place]);
      ASSERT_EQ(FaultOfCreditCode(swapped).has_value(), swapped != code) << swapped;
    }
  }
}

}  // namespace
}  // namespace nianbao::codes
