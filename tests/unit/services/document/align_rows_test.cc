#include "services/document/domain/align_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nianbao::document::domain {
namespace {

using ::testing::ElementsAre;

std::vector<int> SlotsFor(const AlignmentScores& scores, size_t slots) {
  std::vector<int> found;
  for (const Placement& placement : AlignRows(scores, slots, 10)) {
    found.push_back(placement.ambiguous ? -2 : placement.slot);
  }
  return found;
}

TEST(AlignRows, FollowsTitlesAndKeepsTheOrder) {
  EXPECT_THAT(SlotsFor({{{100, 0, 0}, {0, 0, 100}}, {-40, -40}}, 3), ElementsAre(0, 2));
  // The first would rather come last, but then the second has no place.
  EXPECT_THAT(SlotsFor({{{20, 100}, {0, 100}}, {-100, -100}}, 2), ElementsAre(0, 1));
}

TEST(AlignRows, GivesARowWithoutTitleTheOnlyPlaceLeft) {
  EXPECT_THAT(SlotsFor({{{100, -1e6, -1e6}, {0, 0, 0}, {-1e6, -1e6, 100}}, {-100, -40, -100}}, 3),
              ElementsAre(0, 1, 2));
}

TEST(AlignRows, SaysThatTwoPlacesAreAboutAsGood) {
  const AlignmentScores scores = {{{100, -1e6, -1e6, -1e6}, {0, 0, 0, 0}, {-1e6, -1e6, -1e6, 100}}, {-100, -40, -100}};
  const auto placements = AlignRows(scores, 4, 10);
  EXPECT_FALSE(placements[0].ambiguous);
  EXPECT_TRUE(placements[1].ambiguous);
  EXPECT_THAT((std::vector<int>{placements[1].slot, placements[1].alternative}), ElementsAre(1, 2));
}

TEST(AlignRows, LeavesRowsOutThatAreNone) {
  EXPECT_THAT(SlotsFor({{{100, -20}, {-20, -20}, {-20, 100}}, {-100, 0, -100}}, 2), ElementsAre(0, kNoSlot, 1));
  EXPECT_THAT(SlotsFor({{}, {}}, 2), ElementsAre());
}

}  // namespace
}  // namespace nianbao::document::domain
