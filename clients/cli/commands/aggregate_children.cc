#include <fmt/core.h>

#include "clients/cli/commands/aggregate.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"

namespace nianbao::cli {

ExitStatus ShowChildren(const TotalsReader& reader) {
  auto request = reader.About<aggregation::v1::ListChildAggregatesRequest>();
  aggregation::v1::ListChildAggregatesResponse all;
  do {
    const auto page = reader.Ask(&TotalsReader::Service::ListChildAggregates, request);
    if (!page.ok()) return Refuse(page.status());
    all.mutable_aggregates()->MergeFrom(page->aggregates());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  if (reader.session().output == Output::kJson) {
    PrintJson(all);
    return kClean;
  }
  for (const auto& aggregate : all.aggregates()) {
    fmt::print("{:<44}新收 {:>8}  {}\n", aggregate.title(), aggregate.totals().requests().received().total(),
               CoverageWords(aggregate.coverage()));
  }
  return kClean;
}

}  // namespace nianbao::cli
