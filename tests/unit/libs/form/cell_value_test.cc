#include "libs/form/cell_value.h"

#include <gtest/gtest.h>

#include <string>

#include "nianbao/form/v1/annual_report_2019.pb.h"

namespace nianbao::form {
namespace {

const Cell& In2019(const std::string& code) { return *Catalogue::Edition2019().Find("proactive_disclosure." + code); }
const Cell& In2021(const std::string& code) { return *Catalogue::Get().Find(code); }

TEST(CellValue, GoesIntoTheFieldOfItsEditionAndComesBack) {
  int64_t value = 0;
  v1::AnnualReport2019 report;
  for (const auto group : {Catalogue::Edition2019().cells(), Catalogue::Edition2019().fee_statement()}) {
    for (const Cell& cell : group) {
      if (cell.kind == CellKind::kText) continue;
      EXPECT_EQ(GetFigure(cell, report), std::nullopt) << cell.code;
      SetFigure(cell, ++value, report);
      EXPECT_EQ(GetFigure(cell, report), value) << cell.code;
    }
  }
  EXPECT_EQ(value, 200);
  EXPECT_EQ(report.proactive_disclosure().rules().newly_made(), 1);
  EXPECT_EQ(report.requests().outcomes().other().total(), 21 + 21 * 7);
  EXPECT_EQ(report.processing_fees().collected_amount(), 200);
}

TEST(CellValue, KeepsATextAsPrintedAndNeverAsAFigure) {
  v1::AnnualReport2019 report;
  const Cell& amount = In2019("procurement.total_amount");
  EXPECT_FALSE(HoldsValue(amount, report));
  SetText(amount, "251000元", report);
  EXPECT_TRUE(HoldsValue(amount, report));
  EXPECT_EQ(GetText(amount, report), "251000元");
  EXPECT_EQ(GetFigure(amount, report), std::nullopt);
  EXPECT_EQ(report.proactive_disclosure().procurement().total_amount(), "251000元");
  const Cell& projects = In2019("procurement.projects");
  SetFigure(projects, 6, report);
  EXPECT_EQ(GetText(projects, report), std::nullopt);
}

TEST(CellValue, IsPrintedWithTheSignTheDecimalsOrTheWordsOfTheForm) {
  v1::AnnualReport2019 old;
  const Cell& change = In2019("licensing.change");
  EXPECT_EQ(PrintedValue(change, old), std::nullopt);
  for (const auto& [value, printed] : {std::pair(1036, "+1036"), std::pair(-3, "-3"), std::pair(0, "0")}) {
    SetFigure(change, value, old);
    EXPECT_EQ(PrintedValue(change, old), printed);
  }
  SetFigure(In2019("licensing.decisions"), 42, old);
  EXPECT_EQ(PrintedValue(In2019("licensing.decisions"), old), "42");
  SetText(In2019("procurement.total_amount"), "25.1万元", old);
  EXPECT_EQ(PrintedValue(In2019("procurement.total_amount"), old), "25.1万元");

  v1::AnnualReport report;
  SetFigure(In2021("proactive_disclosure.administrative_fees"), 7730280000, report);
  EXPECT_EQ(PrintedValue(In2021("proactive_disclosure.administrative_fees"), report), "7730.28");
}

TEST(CellValue, IsGoneWhenItIsCleared) {
  v1::AnnualReport2019 report;
  SetFigure(In2019("coercion.decisions"), 0, report);
  SetFigure(In2019("coercion.change"), 1, report);
  EXPECT_TRUE(HoldsValue(In2019("coercion.decisions"), report));
  ClearValue(In2019("coercion.decisions"), report);
  EXPECT_FALSE(HoldsValue(In2019("coercion.decisions"), report));
  EXPECT_TRUE(HoldsValue(In2019("coercion.change"), report));

  v1::AnnualReport2019 empty;
  ClearValue(In2019("coercion.decisions"), empty);
  EXPECT_FALSE(empty.has_proactive_disclosure());
}

}  // namespace
}  // namespace nianbao::form
