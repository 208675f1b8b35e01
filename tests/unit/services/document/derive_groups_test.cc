#include "services/document/domain/derive_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::string_view kGroup = "requests.outcomes.other";
constexpr int kMembers = 3;
constexpr size_t kColumns = 7;

Reading Number(int64_t value) { return {{absl::StrCat(value), OnLine(7)}, {CellState::kNumber, value}, Repair::kNone}; }
Reading Blank() { return {{"", OnLine(7)}, {CellState::kBlank, 0}, Repair::kNone}; }

std::vector<Reading> RowOfReadings(int64_t first, int64_t rest) {
  std::vector<Reading> readings(kColumns, Number(rest));
  readings.front() = Number(first);
  return readings;
}

// A report that prints "（六）其他处理" as one row.
class DeriveGroupsTest : public ::testing::Test {
 protected:
  void Found(const std::string& row, const std::vector<Reading>& readings) {
    for (const FormRow& each : form_.rows()) {
      if (each.id != absl::StrCat(kGroup, ".", row)) continue;
      for (size_t i = 0; i < kColumns; ++i) readings_.Put(*each.cells[i], readings[i], v1::CONFIDENCE_PRINTED);
    }
  }

  void Derive(const std::vector<Reading>& readings) {
    const auto group = std::find_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.id == kGroup; });
    ASSERT_TRUE(group != slots_.end() && group->is_group());
    DeriveGroups({{&*group, readings, &printed_}}, readings_, accounted_, findings_);
  }

  // The cells below the group, column by column in each row: a number, "-" for none; then "d" when it was derived.
  std::string Cells() const {
    std::string cells;
    for (const FormRow& row : form_.rows()) {
      if (row.id.rfind(std::string(kGroup), 0) != 0) continue;
      for (const form::Cell* cell : row.cells) {
        const Reading* reading = readings_.Find(*cell);
        absl::StrAppend(&cells, reading == nullptr ? "-" : absl::StrCat(reading->figure.value),
                        readings_.ConfidenceOf(*cell) == v1::CONFIDENCE_DERIVED ? "d " : " ");
      }
      cells.back() = ';';
    }
    return cells;
  }

  // The id of each finding and how many cells it names.
  std::vector<std::string> Said() const {
    std::vector<std::string> said;
    for (const auto& finding : findings_) said.push_back(absl::StrCat(finding.id(), " ", finding.cells_size()));
    return said;
  }

  const FormRows form_{3};
  const std::vector<Slot> slots_ = SlotsOf(form_);
  const domain::Row printed_{{Cell{{"（六）其他处理", OnLine(7)}, {}, 1}}};
  CellReadings readings_;
  std::set<const FormRow*> accounted_;
  Findings findings_;
};

TEST_F(DeriveGroupsTest, ANoughtIsThatOfAllItsRows) {
  Derive(RowOfReadings(0, 0));
  EXPECT_EQ(Cells(), "0d 0d 0d 0d 0d 0d 0d;0d 0d 0d 0d 0d 0d 0d;0d 0d 0d 0d 0d 0d 0d;");
  ASSERT_THAT(Said(), ElementsAre("document.derived/requests.outcomes.other 21"));
  EXPECT_EQ(findings_[0].severity(), finding::v1::SEVERITY_INFO);
  EXPECT_EQ(findings_[0].place().line(), 7);
  EXPECT_THAT(accounted_, SizeIs(kMembers));
}

TEST_F(DeriveGroupsTest, AnyOtherNumberIsNotSplit) {
  Derive(RowOfReadings(2, 0));
  EXPECT_EQ(Cells(), "- 0d 0d 0d 0d 0d 0d;- 0d 0d 0d 0d 0d 0d;- 0d 0d 0d 0d 0d 0d;");
  ASSERT_THAT(Said(), ElementsAre("document.derived/requests.outcomes.other 18",
                                  "document.group_not_split/requests.outcomes.other 3"));
  EXPECT_EQ(findings_[1].severity(), finding::v1::SEVERITY_ERROR);
  EXPECT_THAT(accounted_, SizeIs(kMembers));
}

TEST_F(DeriveGroupsTest, ABlankIsNoNought) {
  Derive(std::vector<Reading>(kColumns, Blank()));
  EXPECT_EQ(Cells(), "- - - - - - -;- - - - - - -;- - - - - - -;");
  EXPECT_THAT(Said(), ElementsAre("document.group_not_split/requests.outcomes.other 21"));
}

TEST_F(DeriveGroupsTest, KeepsTheRowsThatWereFound) {
  Found("fee_unpaid", RowOfReadings(0, 0));
  Derive(RowOfReadings(0, 0));
  EXPECT_EQ(Cells(), "0d 0d 0d 0d 0d 0d 0d;0 0 0 0 0 0 0;0d 0d 0d 0d 0d 0d 0d;");
  EXPECT_THAT(Said(), ElementsAre("document.derived/requests.outcomes.other 14"));
}

TEST_F(DeriveGroupsTest, HasNothingToSayWhenItIsTheSumOfItsRows) {
  Found("not_corrected_in_time", RowOfReadings(1, 0));
  Found("fee_unpaid", RowOfReadings(0, 0));
  Found("miscellaneous", RowOfReadings(2, 0));
  Derive(RowOfReadings(3, 0));
  EXPECT_EQ(Cells(), "1 0 0 0 0 0 0;0 0 0 0 0 0 0;2 0 0 0 0 0 0;");
  EXPECT_THAT(Said(), IsEmpty());
  EXPECT_THAT(accounted_, IsEmpty());
}

TEST_F(DeriveGroupsTest, SaysInWhichColumnItDiffersFromTheSumOfItsRows) {
  Found("not_corrected_in_time", RowOfReadings(1, 0));
  Found("fee_unpaid", RowOfReadings(0, 0));
  Found("miscellaneous", RowOfReadings(2, 0));
  Derive(RowOfReadings(4, 0));
  ASSERT_THAT(Said(), ElementsAre("document.group_differs/requests.outcomes.other.natural_person 3"));
  EXPECT_EQ(findings_[0].severity(), finding::v1::SEVERITY_WARNING);
  EXPECT_EQ(Cells(), "1 0 0 0 0 0 0;0 0 0 0 0 0 0;2 0 0 0 0 0 0;");
}

}  // namespace
}  // namespace nianbao::document::domain
