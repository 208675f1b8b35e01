#include <fmt/core.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/aggregate.h"
#include "clients/cli/indicators.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/printed_cell.h"
#include "libs/form/catalogue.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::CompareAggregatesResponse;
using aggregation::v1::ComparedMeasure;

constexpr int kNameWidth = 52;
constexpr int kFigureWidth = 14;

// The figures that a reader of the form looks at first: of section three the totals of the rows, of the others all.
std::vector<std::string> Usual(const Indicators& indicators) {
  std::vector<std::string> measures;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section != 3 || cell.path.back()->name() == "total") measures.push_back(cell.code);
  }
  for (const auto& indicator : indicators.all()) measures.push_back(indicator.id());
  return measures;
}

std::string GrowthWords(const ComparedMeasure& measure) {
  return measure.has_growth() ? absl::StrCat(measure.difference() > 0 ? "+" : "",
                                             PerCent(measure.difference(), measure.before().numerator()))
                              : "—";
}

// Whether any year has something to show in this line.
bool IsTold(const CompareAggregatesResponse& response, int line) {
  return std::any_of(response.rows().begin(), response.rows().end(),
                     [&](const auto& row) { return row.measures(line).now().numerator() != 0; });
}

void PrintHead(const CompareAggregatesResponse& response, const aggregation::v1::CompareAggregatesRequest& request) {
  fmt::print("{}{}\n", response.rows(0).title(), SelectionWords(request.line(), request.tree()));
  for (const auto& row : response.rows()) fmt::print("{}年  {}\n", row.year(), CoverageWords(row.coverage()));
  const bool partial = std::any_of(response.rows().begin(), response.rows().end(),
                                   [](const auto& row) { return IsPartial(row.coverage()); });
  if (partial) fmt::print("注意：有年度是部分汇总，未计入的报告会影响增减与同比\n");
  fmt::print("\n{:<{}}", "", kNameWidth);
  for (const auto& row : response.rows()) fmt::print("{:>{}}", absl::StrCat(row.year(), "年"), kFigureWidth);
  if (response.rows_size() > 1) {
    const int before = response.rows(response.rows_size() - 2).year();
    fmt::print("{:>{}}{:>{}}", absl::StrCat("比", before, "年增减"), kFigureWidth + 2, "同比", kFigureWidth - 2);
  }
  fmt::print("\n");
}

void PrintLine(const CompareAggregatesResponse& response, int line, const std::string& name) {
  fmt::print("{:<{}}", Shortened(name, kNameWidth - 2), kNameWidth);
  for (const auto& row : response.rows()) fmt::print("{:>{}}", PrintedValue(row.measures(line).now()), kFigureWidth);
  const ComparedMeasure& last = response.rows().rbegin()->measures(line);
  const std::string& measure = last.now().measure();
  if (last.has_before() && form::Catalogue::Get().Find(measure) != nullptr) {
    fmt::print("{:>{}}{:>{}}", PrintedDifference(measure, last.before().numerator(), last.now().numerator()),
               kFigureWidth + 2, GrowthWords(last), kFigureWidth - 2);
  }
  fmt::print("\n");
}

}  // namespace

ExitStatus ShowYears(const TotalsReader& reader, const std::vector<int>& years,
                     const std::vector<std::string>& measures) {
  const auto indicators = Indicators::Read(reader);
  if (!indicators.ok()) return Refuse(indicators.status());
  auto request = reader.About<aggregation::v1::CompareAggregatesRequest>();
  request.add_nodes(OrganName(reader.selection().node));
  request.mutable_years()->Add(years.begin(), years.end());
  for (const std::string& measure : measures.empty() ? Usual(*indicators) : measures) {
    request.add_measures(indicators->IdOf(measure));
  }
  const auto response = reader.Ask(&TotalsReader::Service::CompareAggregates, request);
  if (!response.ok()) return Refuse(response.status());
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  PrintHead(*response, request);
  for (int line = 0; line < request.measures_size(); ++line) {
    if (!measures.empty() || IsTold(*response, line)) {
      PrintLine(*response, line, indicators->NameOf(request.measures(line)));
    }
  }
  return kClean;
}

}  // namespace nianbao::cli
