#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "clients/cli/commands/explain.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/printed_cell.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::ExplainCellResponse;

constexpr int kPageSizeMax = 1000;

// The first so many shares, from as many pages as it takes.
absl::StatusOr<ExplainCellResponse> FirstShares(const TotalsReader& reader, const std::string& cell, int limit) {
  auto request = reader.About<aggregation::v1::ExplainCellRequest>();
  request.set_cell(cell);
  ExplainCellResponse all;
  do {
    const int left = limit == 0 ? kPageSizeMax : std::min(kPageSizeMax, limit - all.shares_size());
    request.set_page_size(left);
    auto page = reader.Ask(&TotalsReader::Service::ExplainCell, request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    all.mutable_shares()->MergeFrom(page->shares());
    page->mutable_shares()->Swap(all.mutable_shares());
    all = *std::move(page);
  } while (!request.page_token().empty() && (limit == 0 || all.shares_size() < limit));
  return all;
}

void PrintShares(const std::string& cell, const ExplainCellResponse& response) {
  fmt::print("{:>9}{:>9}{:>16}  报告\n", "占比", "累计", "数值");
  for (const auto& share : response.shares()) {
    fmt::print("{:>9}{:>9}{:>16}  {:<44}{} 第 {} 版\n", PerCent(share.value(), response.total()),
               PerCent(share.running_total(), response.total()), PrintedFigure(cell, share.value()), share.title(),
               share.filing(), share.revision());
  }
  const int others = response.total_size() - response.shares_size();
  if (others == 0) return;
  const int64_t rest = response.total() - response.shares().rbegin()->running_total();
  fmt::print("{:>9}{:>9}{:>16}  其余 {} 份（--limit 0 列出全部）\n", PerCent(rest, response.total()), "100.00%",
             PrintedFigure(cell, rest), others);
}

}  // namespace

ExitStatus ShowShares(const TotalsReader& reader, const std::string& cell, int limit) {
  const auto response = FirstShares(reader, cell, limit);
  if (!response.ok()) return Refuse(response.status());
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  if (const absl::Status shown = reader.PrintHeading(); !shown.ok()) return Refuse(shown);
  fmt::print("\n{}：{}（截至事件日志第 {} 条）\n", PrintedName(cell), PrintedFigure(cell, response->total()),
             reader.at().sequence());
  if (response->shares().empty()) {
    fmt::print("没有报告在这一格填报 0 以外的数\n");
  } else {
    PrintShares(cell, *response);
  }
  return kClean;
}

}  // namespace nianbao::cli
