#include <fmt/core.h>

#include "clients/cli/commands/aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::MissingReport;
using submission::v1::Revision;

const char* StateWords(Revision::State state) {
  switch (state) {
    case Revision::STATE_SUBMITTED:
      return "待审核";
    case Revision::STATE_RETURNED:
      return "已退回";
    default:
      return "未报送";
  }
}

void PrintReport(const MissingReport& report) {
  fmt::print("  {}  {:<44}{}{}{}\n", StateWords(report.state()), report.title(),
             report.parent().empty() ? "" : fmt::format("上级 {}", report.parent_title()),
             report.scope() == form::v1::SCOPE_ROLL_UP ? "，只报汇总" : "", report.late() ? "，逾期报送" : "");
}

}  // namespace

ExitStatus ShowMissing(const TotalsReader& reader) {
  auto request = reader.About<aggregation::v1::ListMissingRequest>();
  request.set_page_size(1000);
  aggregation::v1::ListMissingResponse all;
  do {
    const auto page = reader.Ask(&TotalsReader::Service::ListMissing, request);
    if (!page.ok()) return Refuse(page.status());
    request.set_page_token(page->next_page_token());
    all.mutable_reports()->MergeFrom(page->reports());
    all.set_total_size(page->total_size());
    *all.mutable_position() = page->position();
  } while (!request.page_token().empty());
  if (reader.session().output == Output::kJson) {
    PrintJson(all);
    return kClean;
  }
  if (const absl::Status shown = reader.PrintHeading(); !shown.ok()) return Refuse(shown);
  if (all.reports().empty()) {
    fmt::print("应报的报告已全部计入\n");
    return kClean;
  }
  fmt::print("\n尚未计入的报告 {} 份\n", all.total_size());
  for (const auto state : {Revision::STATE_UNSPECIFIED, Revision::STATE_RETURNED, Revision::STATE_SUBMITTED}) {
    for (const MissingReport& report : all.reports()) {
      if (report.state() == state) PrintReport(report);
    }
  }
  return kClean;
}

}  // namespace nianbao::cli
