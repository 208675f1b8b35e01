#include <fmt/core.h>

#include "clients/cli/commands/aggregate.h"
#include "clients/cli/indicators.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/printed_cell.h"
#include "clients/cli/wrap_text.h"

namespace nianbao::cli {

ExitStatus ShowIndicators(const TotalsReader& reader) {
  const auto indicators = Indicators::Read(reader);
  if (!indicators.ok()) return Refuse(indicators.status());
  auto request = reader.About<aggregation::v1::CompareAggregatesRequest>();
  request.add_nodes(OrganName(reader.selection().node));
  request.add_years(reader.selection().year);
  for (const auto& indicator : indicators->all()) request.add_measures(indicator.id());
  const auto response = reader.Ask(&TotalsReader::Service::CompareAggregates, request);
  if (!response.ok()) return Refuse(response.status());
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  if (const absl::Status shown = reader.PrintHeading(); !shown.ok()) return Refuse(shown);
  fmt::print("\n");
  for (const auto& measure : response->rows(0).measures()) {
    const auto& value = measure.now();
    fmt::print("{:<16}{:>9}  {:>17}\n", indicators->NameOf(value.measure()), PrintedValue(value),
               fmt::format("{} / {}", value.numerator(), value.denominator()));
    fmt::print("{}", Wrapped("    ", indicators->Find(value.measure())->note()));
  }
  return kClean;
}

}  // namespace nianbao::cli
