#include "clients/cli/totals_reader.h"

#include <fmt/core.h>

#include "clients/cli/log_position.h"
#include "clients/cli/print_aggregate.h"
#include "libs/status/try.h"

namespace nianbao::cli {

using aggregation::v1::Aggregate;

void AddTreeOptions(CLI::App& command, Selection& selection) {
  command.add_flag("--today", selection.today, "按现行隶属关系汇总（现行口径）；不写则按报告年度的名单（年度口径）");
  command.add_option("--line", selection.line, "只汇总这一条线的机关，例如 公安");
}

absl::StatusOr<TotalsReader> TotalsReader::Open(const Session& session, Selection selection) {
  TotalsReader reader(session, std::move(selection));
  ASSIGN_OR_RETURN(reader.at_, HeadOfLog(session, reader.channel_));
  if (reader.selection_.as_of.has_value()) {
    ASSIGN_OR_RETURN(reader.at_, PositionInLog(session, reader.channel_, reader.at_, *reader.selection_.as_of));
  }
  return reader;
}

absl::StatusOr<Aggregate> TotalsReader::Total() const {
  const auto response = Ask(&Service::GetAggregate, About<aggregation::v1::GetAggregateRequest>());
  if (!response.ok()) return response.status();
  return response->aggregate();
}

absl::Status TotalsReader::PrintHeading() const {
  ASSIGN_OR_RETURN(const Aggregate total, Total());
  fmt::print("{}\n", HeadingWords(total));
  return absl::OkStatus();
}

}  // namespace nianbao::cli
