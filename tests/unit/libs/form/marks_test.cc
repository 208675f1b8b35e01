#include "libs/form/marks.h"

#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "nianbao/form/v1/annual_report_2019.pb.h"

namespace nianbao::form {
namespace {

v1::AnnualReport2019 Marked(const std::string& code, v1::CellMark::State state) {
  v1::AnnualReport2019 report;
  v1::CellMark& mark = *report.add_marks();
  mark.set_cell(code);
  mark.set_state(state);
  return report;
}

std::string ReasonOf(const v1::AnnualReport2019& report) {
  return status::ReasonOf(CheckMarks(Catalogue::Edition2019(), report));
}

constexpr char kAmount[] = "proactive_disclosure.procurement.total_amount";
constexpr char kChange[] = "proactive_disclosure.fee_items.change";

TEST(Marks, StandOnCellsOfTheEditionThatHoldNothing) {
  for (const char* code : {kAmount, kChange, "requests.outcomes.other.total"}) {
    EXPECT_EQ(ReasonOf(Marked(code, v1::CellMark::STATE_NOT_APPLICABLE)), "") << code;
    EXPECT_EQ(ReasonOf(Marked(code, v1::CellMark::STATE_UNRESOLVED)), "") << code;
  }
}

TEST(Marks, AreRefusedWhereTheyContradictTheReport) {
  EXPECT_EQ(ReasonOf(Marked(kAmount, v1::CellMark::STATE_UNSPECIFIED)), "REPORT_MALFORMED");
  EXPECT_EQ(ReasonOf(Marked("processing_fees.notices", v1::CellMark::STATE_UNRESOLVED)), "REPORT_MALFORMED");
  EXPECT_EQ(ReasonOf(Marked("proactive_disclosure.licensing_decisions", v1::CellMark::STATE_UNRESOLVED)),
            "REPORT_MALFORMED");

  v1::AnnualReport2019 text = Marked(kAmount, v1::CellMark::STATE_UNRESOLVED);
  text.mutable_proactive_disclosure()->mutable_procurement()->set_total_amount("");
  EXPECT_EQ(ReasonOf(text), "REPORT_MALFORMED");

  v1::AnnualReport2019 change = Marked(kChange, v1::CellMark::STATE_UNRESOLVED);
  change.mutable_proactive_disclosure()->mutable_fee_items()->set_change(0);
  EXPECT_EQ(ReasonOf(change), "REPORT_MALFORMED");

  v1::AnnualReport2019 twice = Marked(kAmount, v1::CellMark::STATE_UNRESOLVED);
  *twice.add_marks() = twice.marks(0);
  EXPECT_EQ(ReasonOf(twice), "REPORT_MALFORMED");
}

TEST(Marks, AreFoundAndAddedInAReportOfEitherEdition) {
  v1::AnnualReport2019 old = Marked(kAmount, v1::CellMark::STATE_UNRESOLVED);
  AddMark(old).set_cell(kChange);
  ASSERT_EQ(MarksOf(old).size(), 2);
  EXPECT_EQ(MarksOf(old).begin()->cell(), kAmount);
  EXPECT_EQ(old.marks(1).cell(), kChange);
  v1::AnnualReport report;
  AddMark(report).set_cell("requests.received.total");
  EXPECT_EQ(report.marks(0).cell(), "requests.received.total");
  EXPECT_EQ(MarksOf(report).size(), 1);
}

}  // namespace
}  // namespace nianbao::form
