#include "clients/cli/refused_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

status::Error Refusal() {
  return status::Error(absl::StatusCode::kFailedPrecondition, "ITEMS_REFUSED", "requests: got some");
}

TEST(RefusedPlaces, TellsTheSentenceOfAViolationAndOtherwiseTheReason) {
  const absl::Status refusal = Refusal()
                                   .Meta("failed1", "REPORT_HAS_ERRORS 0-1,12")
                                   .Meta("failed2", "YEAR_LOCKED 3")
                                   .Precondition("REPORT_HAS_ERRORS", "requests[1]", "年报有 2 处错误。");
  EXPECT_THAT(RefusedPlaces(refusal),
              ElementsAre(Pair(0, "未通过（REPORT_HAS_ERRORS）"), Pair(1, "年报有 2 处错误。"),
                          Pair(3, "未通过（YEAR_LOCKED）"), Pair(12, "未通过（REPORT_HAS_ERRORS）")));
}

TEST(RefusedPlaces, TakesListsWithoutReasons) {
  const absl::Status refusal = Refusal().Meta("failed1", "1,3-4");
  EXPECT_THAT(RefusedPlaces(refusal), ElementsAre(Pair(1, "未通过"), Pair(3, "未通过"), Pair(4, "未通过")));
}

TEST(RefusedPlaces, NamesNothingForOtherErrors) {
  EXPECT_THAT(RefusedPlaces(absl::UnavailableError("down")), IsEmpty());
  EXPECT_THAT(RefusedPlaces(Refusal().Meta("failed1", "none")), IsEmpty());
}

}  // namespace
}  // namespace nianbao::cli
