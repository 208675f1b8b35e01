#include "libs/proof/proven_report.h"

#include <gtest/gtest.h>

#include "tests/unit/libs/proof/sample_tree.h"

namespace nianbao::proof {
namespace {

form::CellVector OfficeReport() {
  form::CellVector report;
  report.SetNumber(0, 2);
  report.SetNumber(7, 1'250'000);
  report.SetNumber(8, 0);
  report.SetEmpty(9, form::CellState::kNotApplicable);
  return report;
}

TEST(ProvenReport, IsTheOneWithTheFiguresThatWereAdded) {
  EXPECT_TRUE(OtherFigures(SampleProof(), OfficeReport()).empty());
}

TEST(ProvenReport, DiffersInTheCellsThatHoldSomethingElse) {
  form::CellVector report = OfficeReport();
  report.SetNumber(7, 1'250'001);
  report.SetEmpty(0, form::CellState::kBlank);
  const auto other = OtherFigures(SampleProof(), report);
  ASSERT_EQ(other.size(), 2u);
  EXPECT_EQ(other[0]->index, 0);
  EXPECT_EQ(other[1]->index, 7);
}

TEST(ProvenReport, IsNoneWithFiguresWhereNothingWasAdded) {
  const auto proof = ProofOf(SumTree::Make(SampleId(), SampleNodes()).value(), "organs/station");
  EXPECT_EQ(OtherFigures(proof, OfficeReport()).size(), 2u);
  EXPECT_TRUE(OtherFigures(proof, form::CellVector()).empty());
}

}  // namespace
}  // namespace nianbao::proof
