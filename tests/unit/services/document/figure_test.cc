#include "services/document/domain/figure.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "libs/form/decimal.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;

void ExpectNumber(absl::string_view text, int64_t value, int scale = 0) {
  const Figure figure = ReadFigure(text, scale);
  EXPECT_EQ(figure.state, CellState::kNumber) << text;
  EXPECT_EQ(figure.value, value) << text;
}

TEST(Figure, IsANumberInDigitsOfEitherWidth) {
  ExpectNumber("0", 0);
  ExpectNumber("31240000", 31240000);
  ExpectNumber("１２０", 120);
}

TEST(Figure, IgnoresSpaceAroundANumber) {
  ExpectNumber(" 7\u00a0", 7);
  ExpectNumber("\u00a0\n0", 0);
  ExpectNumber("\u3000\ufeff15\t", 15);
}

TEST(Figure, TakesWellFormedThousandsSeparators) {
  ExpectNumber("1,234", 1234);
  ExpectNumber("11，398，889", 11398889);
  ExpectNumber("2,585,000.5", 2585000500000, 6);
}

TEST(Figure, KeepsDecimalsExactlyWithinTheScale) {
  ExpectNumber("9.63211", 9632110, 6);
  ExpectNumber("7730.28", 7730280000, 6);
  ExpectNumber("0.000001", 1, 6);
}

TEST(Figure, KeepsAMinusSignForTheRulesToJudge) {
  ExpectNumber("-5", -5);
  ExpectNumber("－5", -5);
}

TEST(Figure, IsNotApplicableWhereADashOrASlashStands) {
  for (const char* text : {"/", "／", " / ", "-", "—", "--", "——", "不适用", "N/A", "n/a"}) {
    EXPECT_EQ(ReadFigure(text, 0).state, CellState::kNotApplicable) << text;
  }
}

TEST(Figure, IsBlankWhereNothingButSpaceStands) {
  for (const char* text : {"", " ", "\u00a0", "\u3000\u3000", "\n", "\u200b"}) {
    EXPECT_EQ(ReadFigure(text, 0).state, CellState::kBlank) << text;
  }
}

TEST(Figure, IsUnresolvedWhereAPersonWouldHaveToJudge) {
  for (const char* text : {"251000元",
                           "22（其中修订16件）",
                           "1 6",
                           "1\n6",
                           "1\u00a06",
                           "1\u200b6",
                           "无",
                           "零",
                           "约20",
                           "3件",
                           "+5",
                           "—5",
                           "1/2",
                           "2.5",
                           "0.",
                           ".5",
                           "02",
                           "00",
                           "1,23",
                           "1234,567",
                           ",123",
                           "1,,234",
                           "1.2.3",
                           "12,345.6,7",
                           "O",
                           "1e3",
                           "0x10",
                           "--5",
                           "9223372036854775808",
                           "99999999999999999999999999999999999999999"}) {
    EXPECT_EQ(ReadFigure(text, 0).state, CellState::kUnresolved) << text;
    EXPECT_EQ(ReadFigure(text, 0).value, 0) << text;
  }
  EXPECT_EQ(ReadFigure("0.0000001", 6).state, CellState::kUnresolved);
  EXPECT_EQ(ReadFigure(std::string(1000, '1'), 0).state, CellState::kUnresolved);
}

TEST(Figure, ReadsBackEveryDecimalThatIsPrinted) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20000; ++i) {
    const int scale = static_cast<int>(random() % 7);
    const auto value = static_cast<int64_t>(random() >> (random() % 63));
    ExpectNumber(form::FormatDecimal(value, scale), value, scale);
  }
}

TEST(Figure, IsUnresolvedWhereAFootnoteMarkWouldReadAsADigit) {
  for (const char* text : {"5①", "①", "5²", "5₂", "10⁴", "½", "5⒈", "𝟓", "٥", "㏠", "5㊀", "1․5", "3⃣"}) {
    EXPECT_EQ(ReadFigure(text, 6).state, CellState::kUnresolved) << text;
  }
}

}  // namespace
}  // namespace nianbao::document::domain
