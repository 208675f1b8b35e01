#include <fmt/core.h>

#include "clients/cli/commands/aggregate.h"
#include "clients/cli/indicators.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/printed_cell.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::RankedNode;

void PrintNode(const RankedNode& node, bool is_indicator) {
  const std::string place = node.place() == 0 ? "—" : std::to_string(node.place());
  const std::string value = node.place() == 0 ? "—" : PrintedValue(node.value());
  const std::string parts =
      is_indicator ? fmt::format("{:>17}", fmt::format("{}/{}", node.value().numerator(), node.value().denominator()))
                   : "";
  fmt::print("{:>4} {:>16}{}  {:<44}{}\n", place, value, parts, node.title(), CoverageWords(node.coverage()));
}

}  // namespace

ExitStatus ShowRanking(const TotalsReader& reader, const std::string& measure, bool ascending) {
  const auto indicators = Indicators::Read(reader);
  if (!indicators.ok()) return Refuse(indicators.status());
  auto request = reader.About<aggregation::v1::RankChildAggregatesRequest>();
  request.set_measure(indicators->IdOf(measure));
  request.set_ascending(ascending);
  const auto response = reader.Ask(&TotalsReader::Service::RankChildAggregates, request);
  if (!response.ok()) return Refuse(response.status());
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  if (const absl::Status shown = reader.PrintHeading(); !shown.ok()) return Refuse(shown);
  fmt::print("\n直接下级按“{}”从{}排名\n", indicators->NameOf(request.measure()), ascending ? "低到高" : "高到低");
  const bool is_indicator = indicators->Find(request.measure()) != nullptr;
  for (const RankedNode& node : response->nodes()) PrintNode(node, is_indicator);
  if (response->nodes().empty()) fmt::print("没有直接下级\n");
  return kClean;
}

}  // namespace nianbao::cli
