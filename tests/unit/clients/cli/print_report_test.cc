#include "clients/cli/print_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_value.h"
#include "libs/form/marks.h"

namespace nianbao::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// What a print function writes to standard output.
template <typename Print>
std::string OutputOf(Print print) {
  testing::internal::CaptureStdout();
  print();
  std::fflush(stdout);
  return testing::internal::GetCapturedStdout();
}

form::v1::AnnualReport2019 Report2019() {
  form::v1::AnnualReport2019 report;
  auto& disclosure = *report.mutable_proactive_disclosure();
  disclosure.mutable_rules()->set_public_in_total(524);
  disclosure.mutable_licensing()->set_change(14);
  disclosure.mutable_penalties()->set_change(-3);
  disclosure.mutable_procurement()->set_total_amount("251000元");
  report.mutable_requests()->mutable_outcomes()->mutable_other()->set_total(7);
  form::v1::CellMark& not_applicable = form::AddMark(report);
  not_applicable.set_cell("proactive_disclosure.coercion.decisions");
  not_applicable.set_state(form::v1::CellMark::STATE_NOT_APPLICABLE);
  form::v1::CellMark& unresolved = form::AddMark(report);
  unresolved.set_cell("proactive_disclosure.fee_items.change");
  unresolved.set_state(form::v1::CellMark::STATE_UNRESOLVED);
  return report;
}

TEST(PrintReport, ListsTheCellsOfA2019ReportAsTheFormPrintsThem) {
  const auto report = Report2019();
  const std::vector<std::string> lines = absl::StrSplit(OutputOf([&] { PrintCells(report); }), '\n');
  EXPECT_THAT(
      lines,
      ElementsAre("proactive_disclosure.rules.public_in_total\t524", "proactive_disclosure.licensing.change\t+14",
                  "proactive_disclosure.penalties.change\t-3", "proactive_disclosure.coercion.decisions\t/",
                  "proactive_disclosure.procurement.total_amount\t251000元", "requests.outcomes.other.total\t7", ""));
}

TEST(PrintReport, ShowsTheTablesOfThe2019Edition) {
  const auto report = Report2019();
  const std::string tables = OutputOf([&] { PrintTables(report); });
  EXPECT_THAT(tables, ContainsRegex("上一年项目数量 +本年增/减 +处理决定数量\n行政许可 +· +\\+14 +·\n"));
  EXPECT_THAT(tables, ContainsRegex("行政强制 +· +· +/\n"));
  EXPECT_THAT(tables, ContainsRegex("上一年项目数量 +本年增/减\n行政事业性收费 +· +\\?\n"));
  EXPECT_THAT(tables, ContainsRegex("采购项目数量 +采购总金额\n政府集中采购 +· +251000元\n"));
  EXPECT_THAT(tables, ContainsRegex("（六）其他处理( +·){6} +7\n"));
  EXPECT_THAT(tables, Not(HasSubstr("本年制发件数")));
}

TEST(PrintReport, ListsEveryCellOfA2021ReportInItsPrintedUnit) {
  form::v1::AnnualReport report;
  int64_t value = 0;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) form::SetFigure(cell, ++value * 1'000'000, report);
  const std::vector<std::string> lines = absl::StrSplit(OutputOf([&] { PrintCells(report); }), '\n');
  ASSERT_EQ(lines.size(), 201u);
  EXPECT_EQ(lines[0], "proactive_disclosure.rules.issued\t1000000");
  EXPECT_EQ(lines[9], "proactive_disclosure.administrative_fees\t10");
  EXPECT_THAT(OutputOf([&] { PrintTables(report); }), HasSubstr("本年制发件数"));
}

}  // namespace
}  // namespace nianbao::cli
