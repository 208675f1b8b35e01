#include "services/aggregation/domain/query/get_distribution.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "libs/form/catalogue.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

constexpr std::array<int, 6> kPercents = {10, 25, 50, 75, 90, 99};

bool HoldsNumber(const AcceptedReport& report, int cell) {
  return std::none_of(report.empty().begin(), report.empty().end(),
                      [&](const AcceptedReport::EmptyCell& empty) { return empty.index == cell; });
}

// The numbers that the reports of a subtree hold in the cell, the least first.
std::vector<int64_t> NumbersOf(const View& view, int node, int cell) {
  std::vector<int64_t> numbers;
  for (const int organ : view.Subtree(node)) {
    const AcceptedReport* const report = view.Own(organ).report;
    if (report != nullptr && HoldsNumber(*report, cell)) numbers.push_back(report->Figure(cell));
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void RenderNumbers(const std::vector<int64_t>& numbers, v1::GetDistributionResponse& response) {
  if (numbers.empty()) return;
  response.set_count(static_cast<int>(numbers.size()));
  response.set_zeros(static_cast<int>(std::count(numbers.begin(), numbers.end(), 0)));
  response.set_min(numbers.front());
  response.set_max(numbers.back());
  for (const int percent : kPercents) {
    const size_t enough = (numbers.size() * static_cast<size_t>(percent) + 99) / 100;
    v1::Quantile& quantile = *response.add_quantiles();
    quantile.set_percent(percent);
    quantile.set_value(numbers[enough - 1]);
  }
}

}  // namespace

absl::StatusOr<v1::GetDistributionResponse> GetDistribution(const LiveTotals& totals, absl::Duration patience,
                                                            const v1::GetDistributionRequest& request) {
  RETURN_IF_ERROR(CheckSelection(request).Cell("cell", request.cell()).Result());
  const int cell = form::Catalogue::Get().Find(request.cell())->index;
  v1::GetDistributionResponse response;
  const auto read = [&](const ViewInHand& hand) -> absl::Status {
    ASSIGN_OR_RETURN(const int node, hand.engine.Find(request.node()));
    ASSIGN_OR_RETURN(const NodeTotal total, hand.view.Total(node));
    RenderNumbers(NumbersOf(hand.view, node, cell), response);
    response.set_sum(total.cells[cell]);
    *response.mutable_coverage() = RenderCoverage(total.counts);
    *response.mutable_position() = hand.position;
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ReadView(totals, patience, SelectionOf(request), read));
  return response;
}

}  // namespace nianbao::aggregation
