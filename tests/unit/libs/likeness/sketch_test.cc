#include "libs/likeness/sketch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

#include "tests/unit/libs/likeness/narrative.h"

namespace nianbao::likeness {
namespace {

constexpr char kSentences[] =
    "在政务大厅设立查阅点并安排专人解答群众提问，撤并不再更新的栏目并为老年读者开设大字版页面，"
    "全年收到自然人申请均在法定期限内答复。";

bool ShareABand(const Sketch& a, const Sketch& b) {
  const std::vector<uint64_t> left = BandsOf(a);
  const std::vector<uint64_t> right = BandsOf(b);
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i] == right[i]) return true;
  }
  return false;
}

TEST(Sketch, IsTheSameWhateverTheFigures) {
  std::mt19937_64 random(1);
  const std::string text = Joined(Narrative(random));
  EXPECT_EQ(SketchOf(Text(text)), SketchOf(Text(WithOtherFigures(text, random))));
  EXPECT_EQ(EstimatedPercent(SketchOf(Text(text)), SketchOf(Text(text))), 100);
}

TEST(Sketch, OfATextTooShortToTellIsBlankLikeNoneAndWithoutBands) {
  const Sketch blank = SketchOf(Text("本年度无其他需要报告的事项。"));
  EXPECT_EQ(blank, Sketch::Blank());
  EXPECT_EQ(EstimatedPercent(blank, blank), 0);
  EXPECT_THAT(BandsOf(blank), testing::IsEmpty());
}

// The values are stored: a change of them needs a new name of what is stored.
TEST(Sketch, GivesTheMinimaAndBandsOfEveryRelease) {
  const Sketch sketch = SketchOf(Text(kSentences));
  EXPECT_THAT(std::vector<uint32_t>(sketch.minima.begin(), sketch.minima.begin() + 4),
              testing::ElementsAre(47811228u, 80381878u, 10109248u, 85003403u));
  EXPECT_EQ(sketch.minima[63], 76188645u);
  const std::vector<uint64_t> bands = BandsOf(sketch);
  ASSERT_THAT(bands, testing::SizeIs(16));
  EXPECT_EQ(bands.front(), 0xcc666b32a60b6261);
  EXPECT_EQ(bands.back(), 0xe14f4203366f564);
}

TEST(Sketch, BandsOfEqualMinimaDifferByTheirNumber) {
  Sketch sketch;
  sketch.minima.fill(7);
  const std::vector<uint64_t> bands = BandsOf(sketch);
  EXPECT_EQ(std::set<uint64_t>(bands.begin(), bands.end()).size(), 16u);
}

// 64 minima have a standard error of 6.25 at 50 %, and 1 is lost by rounding down twice: no estimate is four errors
// off.
TEST(Sketch, EstimatesTheCommonShareWithinTwentyFivePercent) {
  double squares = 0, sum = 0;
  int pairs = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    std::vector<std::string> narrative = Narrative(random);
    const Text a(Joined(narrative));
    for (size_t replaced = seed % 11; replaced > 0; --replaced) narrative[replaced - 1] = Paragraph(random);
    const Text b(WithOtherFigures(Joined(narrative), random));
    const int error = EstimatedPercent(SketchOf(a), SketchOf(b)) - CommonPercent(a, b);
    EXPECT_LE(std::abs(error), 26);
    squares += error * error;
    sum += error;
    ++pairs;
  }
  EXPECT_LE(std::sqrt(squares / pairs), 6.25);
  EXPECT_LE(std::abs(sum / pairs), 1.5);
  std::cout << "root mean square error " << std::sqrt(squares / pairs) << ", mean " << sum / pairs << "\n";
}

TEST(Sketch, SharesABandNearlyAlwaysAtEightyPercentAndRarelyAtThirty) {
  int alike = 0, shared_by_alike = 0, unlike = 0, shared_by_unlike = 0;
  for (uint64_t seed = 1; seed <= 400; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::string> narrative = Narrative(random);
    const Text a(Joined(narrative));
    // One paragraph of ten leaves 82 %, five leave 33 % and six 25 %.
    const size_t replace = seed % 2 == 0 ? 1 : 5 + seed / 2 % 2;
    for (size_t i = 0; i < replace; ++i) narrative[i] = Paragraph(random);
    const Text b(Joined(narrative));
    const bool shared = ShareABand(SketchOf(a), SketchOf(b));
    (replace == 1 ? alike : unlike) += 1;
    (replace == 1 ? shared_by_alike : shared_by_unlike) += shared;
  }
  EXPECT_EQ(shared_by_alike, alike);
  EXPECT_LT(shared_by_unlike, unlike / 4) << "of " << unlike;
}

}  // namespace
}  // namespace nianbao::likeness
