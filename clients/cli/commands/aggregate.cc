#include "clients/cli/commands/aggregate.h"

#include <fmt/core.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"

namespace nianbao::cli {
namespace {

struct AggregateOptions {
  Selection selection;
  std::vector<int> years;
  std::vector<std::string> measures;
  bool children = false;
  std::string rank;
  bool ascending = false;
  bool missing = false;
  bool indicators = false;
  bool roll_up = false;
};

ExitStatus ShowTotal(const TotalsReader& reader) {
  const auto response =
      reader.Ask(&TotalsReader::Service::GetAggregate, reader.About<aggregation::v1::GetAggregateRequest>());
  if (!response.ok()) return Refuse(response.status());
  const auto& aggregate = response->aggregate();
  if (reader.session().output == Output::kJson) {
    PrintJson(*response);
  } else if (reader.session().output == Output::kCells) {
    PrintCells(aggregate.totals());
  } else {
    fmt::print("{}\n", HeadingWords(aggregate));
    PrintTables(aggregate.totals());
  }
  return kClean;
}

ExitStatus ShowAggregate(const Session& session, const AggregateOptions& options) {
  const auto reader = TotalsReader::Open(session, options.selection);
  if (!reader.ok()) return Refuse(reader.status());
  if (!options.years.empty()) return ShowYears(*reader, options.years, options.measures);
  if (options.children) return ShowChildren(*reader);
  if (!options.rank.empty()) return ShowRanking(*reader, options.rank, options.ascending);
  if (options.missing) return ShowMissing(*reader);
  if (options.indicators) return ShowIndicators(*reader);
  if (options.roll_up) return ShowRollUp(*reader);
  return ShowTotal(*reader);
}

struct WhatToShow {
  CLI::Option* children;
  CLI::Option* rank;
  // Those that have no past.
  std::vector<CLI::Option*> of_now;
};

WhatToShow AddWhatToShow(CLI::App& command, AggregateOptions& options) {
  auto* show = command.add_option_group("改为显示", "不写则显示各表的合计");
  show->require_option(0, 1);
  auto* children = show->add_flag("--children", options.children, "逐个列出直接下级");
  auto* rank = show->add_option("--rank", options.rank,
                                "直接下级按一个单元格或指标排名，例如 requests.received.total、予以公开率");
  auto* missing = show->add_flag("--missing", options.missing, "列出尚未计入汇总的报告");
  auto* indicators =
      show->add_flag("--indicators", options.indicators, "各项指标（予以公开率、结转率、行政复议纠错率等）及其含义");
  auto* roll_up = show->add_flag("--roll-up", options.roll_up, "已受理的汇总年报与逐级汇总数逐格对照");
  return {.children = children, .rank = rank, .of_now = {rank, missing, indicators, roll_up}};
}

}  // namespace

void AddAggregate(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("aggregate", "显示一个节点的汇总数与覆盖情况");
  auto options = std::make_shared<AggregateOptions>();
  command->add_option("NODE", options->selection.node, "节点")->required();
  auto* when = command->add_option_group("年度");
  when->require_option(1);
  when->add_option("--year", options->selection.year, "报告年度");
  auto* years = when->add_option("--years", options->years, "几个年度相互对照，例如 2023,2024：增减与同比");
  years->delimiter(',')->allow_extra_args(false);
  AddTreeOptions(*command, options->selection);
  const WhatToShow show = AddWhatToShow(*command, *options);
  command->add_option("--measure", options->measures, "只对照这些单元格或指标（可多次）")
      ->allow_extra_args(false)
      ->needs(years);
  command->add_flag("--ascending", options->ascending, "排名从低到高")->needs(show.rank);
  auto* as_of = command->add_option("--as-of", options->selection.as_of, "事件日志到第几条为止时的汇总数");
  as_of->excludes(years);
  show.children->excludes(years);
  for (CLI::Option* const option : show.of_now) as_of->excludes(option->excludes(years));
  command->callback([=, &session] { *exit = ShowAggregate(session, *options); });
}

}  // namespace nianbao::cli
