#include "services/submission/domain/refused_items.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/refusal.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

absl::Status Refusal(const std::string& reason) {
  return status::Error(StatusCode::kFailedPrecondition, reason, "report: got one").Chinese("不能报送。");
}

TEST(RefusedItems, OfNoneAreNoError) { EXPECT_THAT(RefusedItems().ToStatus(3), IsOk()); }

TEST(RefusedItems, AreNamedByReasonInRuns) {
  RefusedItems items;
  for (const int index : {0, 1, 2, 4, 6, 7}) items.Add(index, Refusal("REPORT_HAS_ERRORS"));
  items.Add(8, Refusal("YEAR_LOCKED"));
  const absl::Status refusal = items.ToStatus(9);
  EXPECT_THAT(refusal, IsRefused(StatusCode::kFailedPrecondition, "ITEMS_REFUSED"));
  EXPECT_EQ(status::MetaOf(refusal, "failed1"), "REPORT_HAS_ERRORS 0-2,4,6-7");
  EXPECT_EQ(status::MetaOf(refusal, "failed2"), "YEAR_LOCKED 8");
  EXPECT_EQ(status::MetaOf(refusal, "failed3"), "");
  EXPECT_EQ(status::MetaOf(refusal, "failedCount"), "7");
}

TEST(RefusedItems, AreCutIntoValuesThatAreNotCutOnTheirWay) {
  RefusedItems items;
  for (int index = 0; index < 200; index += 2) items.Add(index, Refusal("REPORT_HAS_ERRORS"));
  const absl::Status refusal = items.ToStatus(200);
  std::string all;
  for (int i = 1; !status::MetaOf(refusal, "failed" + std::to_string(i)).empty(); ++i) {
    const std::string list = status::MetaOf(refusal, "failed" + std::to_string(i));
    EXPECT_LE(list.size(), 240u);
    EXPECT_EQ(list.rfind("REPORT_HAS_ERRORS ", 0), 0u) << list;
    all += list.substr(list.find(' ') + 1) + ",";
  }
  std::string want;
  for (int index = 0; index < 200; index += 2) want += std::to_string(index) + ",";
  EXPECT_EQ(all, want);
}

TEST(RefusedItems, AreNamedWithoutReasonsWhereTheseWouldTakeTooMuch) {
  RefusedItems items;
  for (int index = 0; index < 1000; ++index) {
    items.Add(index, Refusal(index % 2 == 0 ? "REPORT_HAS_ERRORS" : "YEAR_LOCKED"));
  }
  const absl::Status refusal = items.ToStatus(1000);
  EXPECT_EQ(status::MetaOf(refusal, "failed1"), "0-999");
  EXPECT_EQ(status::MetaOf(refusal, "failed2"), "");
}

TEST(RefusedItems, TellTheSentencesOfTheFirst) {
  RefusedItems items;
  for (const int index : {1, 3, 5, 7}) items.Add(index, Refusal("YEAR_LOCKED"));
  EXPECT_EQ(status::ChineseOf(items.ToStatus(9)),
            "9 份年报中有 4 份不能报送，因此全部没有报送。第 2 份：不能报送。第 4 份：不能报送。第 6 份：不能报送。"
            "其余见明细。请改正或去掉后重新报送。");
}

TEST(RefusedItems, AreNotToBlameForWhatEveryItemWouldMeet) {
  EXPECT_FALSE(ConcernsItem(absl::UnavailableError("down")));
  EXPECT_FALSE(ConcernsItem(absl::InternalError("broken")));
  EXPECT_FALSE(ConcernsItem(absl::DataLossError("corrupt")));
  EXPECT_TRUE(ConcernsItem(absl::NotFoundError("organ")));
  EXPECT_TRUE(ConcernsItem(absl::ResourceExhaustedError("too large")));
}

}  // namespace
}  // namespace nianbao::submission
