#include "services/document/readers/pdf/thin_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace nianbao::document::readers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kWidth = 120;
constexpr int kHeight = 100;

// A white sheet of 120 by 100 pixels.
class Sheet {
 public:
  // Paints [left, right) by [top, bottom).
  Sheet& Paint(int left, int right, int top, int bottom, uint8_t shade = 0) {
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) pixels_[static_cast<size_t>(y * kWidth + x)] = shade;
    }
    return *this;
  }

  // "- at begin..end" for a horizontal line, "| at begin..end" for a vertical one.
  std::vector<std::string> Lines() const {
    std::vector<std::string> lines;
    for (const Rule& rule : ThinLines({pixels_, kWidth, kHeight})) {
      lines.push_back(absl::StrCat(rule.vertical ? "| " : "- ", rule.at, " ", rule.begin, "..", rule.end));
    }
    return lines;
  }

 private:
  std::vector<uint8_t> pixels_ = std::vector<uint8_t>(static_cast<size_t>(kWidth * kHeight), 255);
};

TEST(ThinLines, AreFoundWhereTheyStand) {
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 21).Lines(), ElementsAre("- 20.5 10..90"));
  EXPECT_THAT(Sheet().Paint(50, 51, 5, 80).Lines(), ElementsAre("| 50.5 5..80"));
}

TEST(ThinLines, AreFoundAtTheEdgeOfTheImage) {
  EXPECT_THAT(Sheet().Paint(0, 120, 99, 100).Lines(), ElementsAre("- 99.5 0..120"));
  EXPECT_THAT(Sheet().Paint(0, 1, 0, 100).Lines(), ElementsAre("| 0.5 0..100"));
}

TEST(ThinLines, GoOnWhereAnotherCrosses) {
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 21).Paint(50, 51, 5, 80).Lines(), ElementsAre("- 20.5 10..90", "| 50.5 5..80"));
}

TEST(ThinLines, EndWhereTheirInkEnds) {
  EXPECT_THAT(Sheet().Paint(5, 45, 20, 21).Paint(60, 110, 20, 21).Lines(),
              ElementsAre("- 20.5 5..45", "- 20.5 60..110"));
}

TEST(ThinLines, OfSeveralPixelsAreOne) {
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 22).Lines(), ElementsAre("- 21 10..90"));
  EXPECT_THAT(Sheet().Paint(50, 54, 5, 80).Lines(), ElementsAre("| 52 5..80"));
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 27).Lines(), ElementsAre("- 23.5 10..90"));
}

TEST(ThinLines, NearEachOtherAreTwo) {
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 21).Paint(10, 90, 26, 27).Lines(),
              ElementsAre("- 20.5 10..90", "- 26.5 10..90"));
}

TEST(ThinLines, MayBeGreyAndStandOnAShade) {
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 21, 170).Lines(), ElementsAre("- 20.5 10..90"));
  EXPECT_THAT(Sheet().Paint(0, 120, 0, 100, 210).Paint(50, 51, 5, 80, 120).Lines(), ElementsAre("| 50.5 5..80"));
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 21, 230).Lines(), IsEmpty()) << "the smear of an edge";
}

TEST(ThinLines, AreNeitherAreasNorTheirEdges) {
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 60).Lines(), IsEmpty());
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 60, 150).Lines(), IsEmpty());
  EXPECT_THAT(Sheet().Paint(10, 90, 20, 28).Lines(), IsEmpty());
}

TEST(ThinLines, AreLongerThanTheStrokesOfCharacters) {
  EXPECT_THAT(Sheet().Paint(10, 39, 20, 21).Paint(60, 61, 30, 43).Lines(), IsEmpty());
  EXPECT_THAT(Sheet().Paint(10, 40, 20, 21).Paint(60, 61, 30, 44).Lines(),
              ElementsAre("- 20.5 10..40", "| 60.5 30..44"));
}

TEST(ThinLines, OfAWhiteSheetAreNone) { EXPECT_THAT(Sheet().Lines(), IsEmpty()); }

}  // namespace
}  // namespace nianbao::document::readers
