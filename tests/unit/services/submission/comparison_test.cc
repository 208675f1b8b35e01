#include "services/submission/domain/comparison.h"

#include <gtest/gtest.h>

#include "services/submission/domain/get_filing.h"
#include "services/submission/domain/list_filings.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/withdraw_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using form::CellState;
using form::v1::CellMark;
using testing::IsEmpty;

constexpr char kCell[] = "requests.received.natural_person";

int IndexOf(const std::string& code) { return form::Catalogue::Get().Find(code)->index; }

TEST(Compare, TellsNumberSlashBlankAndUnresolvedApart) {
  constexpr CellState kStates[] = {CellState::kBlank, CellState::kNumber, CellState::kNotApplicable,
                                   CellState::kUnresolved};
  const int index = IndexOf(kCell);
  const auto holding = [&](CellState state) {
    form::CellVector cells;
    if (state == CellState::kNumber) {
      cells.SetNumber(index, 0);
    } else {
      cells.SetEmpty(index, state);
    }
    return cells;
  };
  for (const CellState before : kStates) {
    for (const CellState after : kStates) {
      const v1::Comparison comparison = Compare(holding(before), holding(after));
      SCOPED_TRACE(testing::Message() << static_cast<int>(before) << " to " << static_cast<int>(after));
      if (before == after) {
        EXPECT_THAT(comparison.cells(), IsEmpty());
        continue;
      }
      ASSERT_EQ(comparison.cells_size(), 1);
      const v1::CellDifference& difference = comparison.cells(0);
      EXPECT_EQ(difference.cell(), kCell);
      EXPECT_EQ(difference.has_before(), before != CellState::kBlank);
      EXPECT_EQ(difference.has_after(), after != CellState::kBlank);
      EXPECT_EQ(difference.before().has_number(), before == CellState::kNumber);
      EXPECT_EQ(difference.after().mark() == CellMark::STATE_NOT_APPLICABLE, after == CellState::kNotApplicable);
      EXPECT_EQ(difference.after().mark() == CellMark::STATE_UNRESOLVED, after == CellState::kUnresolved);
      EXPECT_EQ(difference.after().printed(), after == CellState::kNumber          ? "0"
                                              : after == CellState::kNotApplicable ? "/"
                                                                                   : "");
    }
  }
}

TEST(Compare, NamesCellsAsPrintedInFormOrderAndMoneyAsADecimal) {
  form::CellVector before;
  form::CellVector after;
  after.SetNumber(IndexOf("remedies.reconsideration.upheld"), 1);
  before.SetNumber(IndexOf("proactive_disclosure.administrative_fees"), 7'730'280'000);
  after.SetNumber(IndexOf("proactive_disclosure.administrative_fees"), 500'000);
  const v1::Comparison comparison = Compare(before, after);
  ASSERT_EQ(comparison.cells_size(), 2);
  EXPECT_EQ(comparison.cells(0).before().number(), 7'730'280'000);
  EXPECT_EQ(comparison.cells(0).before().printed(), "7730.28");
  EXPECT_EQ(comparison.cells(0).after().printed(), "0.5");
  EXPECT_EQ(comparison.cells(1).printed_name(),
            form::Catalogue::Get().Find("remedies.reconsideration.upheld")->printed_name());
}

class ComparisonTest : public testing::Test {
 protected:
  // What the one cell that every report of these tests holds was, in the words of the form; "" without comparison.
  static std::string Change(const v1::Filing& filing) {
    const v1::Comparison& comparison = filing.open_revision().comparison();
    if (comparison.cells_size() != 1) return "";
    return comparison.cells(0).before().printed() + " to " + comparison.cells(0).after().printed();
  }

  Suite suite_;
};

TEST_F(ComparisonTest, OfAFirstSubmissionIsNone) {
  EXPECT_FALSE(suite_.Submit(kEdu, 3).open_revision().has_comparison());
}

TEST_F(ComparisonTest, IsWithTheSubmissionBeforeWhateverDraftsCameBetween) {
  suite_.Submit(kEdu, 3);
  suite_.Return(kEdu);
  suite_.Draft(kEdu, 4);
  suite_.Draft(kEdu, 5);
  const v1::Filing again = suite_.Submit(kEdu, 6);
  EXPECT_EQ(Change(again), "3 to 6");
  EXPECT_EQ(again.open_revision().comparison().base_revision(), 1);
  suite_.Return(kEdu);
  EXPECT_EQ(Change(suite_.Submit(kEdu, 7)), "6 to 7");
}

TEST_F(ComparisonTest, OfACorrectionIsWithTheAcceptedReportAtFirst) {
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  const v1::Filing correction = suite_.Submit(kEdu, 4, "漏计");
  EXPECT_EQ(Change(correction), "3 to 4");
  EXPECT_EQ(correction.open_revision().comparison().base_revision(), 1);
  suite_.Return(kEdu);
  const v1::Filing again = suite_.Submit(kEdu, 5);
  EXPECT_EQ(Change(again), "4 to 5");
  EXPECT_EQ(again.open_revision().comparison().base_revision(), 2);
}

TEST_F(ComparisonTest, IsWithWhatWasTakenBackWhereNothingStands) {
  suite_.Submit(kEdu, 3);
  ASSERT_THAT(WithdrawFiling(suite_.deps(), kClerk, suite_.WithdrawRequest(kEdu)), IsOk());
  suite_.Draft(kEdu, 9);
  ASSERT_THAT(WithdrawFiling(suite_.deps(), kClerk, suite_.WithdrawRequest(kEdu)), IsOk());
  const v1::Filing again = suite_.Submit(kEdu, 4);
  EXPECT_EQ(Change(again), "3 to 4") << "the draft was never submitted";
  EXPECT_EQ(again.open_revision().comparison().base_revision(), 1);
}

TEST_F(ComparisonTest, SaysSoWhenNoCellDiffers) {
  suite_.Submit(kEdu, 3);
  suite_.Return(kEdu);
  const v1::Filing again = suite_.Submit(kEdu, 3);
  EXPECT_TRUE(again.open_revision().has_comparison());
  EXPECT_THAT(again.open_revision().comparison().cells(), IsEmpty());
}

TEST_F(ComparisonTest, IsReadWithTheFilingButNotInLists) {
  suite_.Submit(kEdu, 3);
  suite_.Return(kEdu);
  suite_.Submit(kEdu, 6);
  suite_.Reopen();
  v1::GetFilingRequest get;
  get.set_name(kEdu);
  EXPECT_EQ(Change(GetFiling(*suite_.store, get)->filing()), "3 to 6");
  const auto listed = ListFilings(*suite_.store, v1::ListFilingsRequest());
  ASSERT_THAT(listed, IsOk());
  EXPECT_FALSE(listed->filings(0).open_revision().has_comparison());
  EXPECT_FALSE(listed->filings(0).open_revision().has_submitted_cells());
}

}  // namespace
}  // namespace nianbao::submission
