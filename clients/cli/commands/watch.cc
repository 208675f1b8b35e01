#include <fmt/core.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/watch_text.h"
#include "clients/cpp/follow_totals.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::AggregationService;
using aggregation::v1::WatchAggregatesRequest;
using aggregation::v1::WatchAggregatesResponse;

struct WatchOptions {
  std::vector<std::string> nodes;
  int year = 0;
  int depth = 0;
  std::vector<std::string> cells;
  std::string line;
  bool today = false;
  int updates = 0;
};

ExitStatus Watch(const Session& session, const WatchOptions& options) {
  const auto service = AggregationService::NewStub(session.Connect());
  WatchAggregatesRequest request;
  for (const std::string& node : options.nodes) request.add_nodes(OrganName(node));
  for (const std::string& cell : options.cells) request.add_cells(cell);
  request.set_year(options.year);
  request.set_depth(options.depth);
  request.set_line(options.line);
  request.set_tree(options.today ? aggregation::v1::TREE_TODAY : aggregation::v1::TREE_YEAR);
  WatchText text(options.cells);
  int updates = 0;
  const absl::Status status =
      client::FollowTotals(*service, session.call(), std::move(request),
                           [&](const WatchAggregatesResponse& step) {
                             if (session.output == Output::kJson) {
                               PrintJsonLine(step);
                             } else {
                               fmt::print("{}", text.Of(step));
                             }
                             std::fflush(stdout);
                             if (step.snapshots_size() + step.deltas_size() + step.gone_size() > 0) ++updates;
                             return options.updates == 0 || updates < options.updates;
                           },
                           {.tell = [](const absl::Status&) { fmt::print(stderr, "连接中断，正在重新连接……\n"); }});
  return status.ok() ? kClean : Refuse(status);
}

}  // namespace

void AddWatch(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("watch", "持续显示节点汇总数的变化，断线后自动续接；Ctrl-C 结束");
  auto options = std::make_shared<WatchOptions>();
  command->add_option("NODE", options->nodes, "节点（可多个）")->required();
  command->add_option("--year", options->year, "报告年度")->required();
  command->add_option("--depth", options->depth, "连同下级一起看，往下看几层（默认 0，只看所给节点）");
  command->add_option("--cell", options->cells, "只看这个单元格（可多次给出；代码见 nianbao form）");
  command->add_option("--line", options->line, "只汇总这条条线的机关，如 公安");
  command->add_flag("--today", options->today, "按现行机构口径汇总（默认按年度口径）");
  command->add_option("--updates", options->updates, "收到这么多次更新后结束（默认不限）");
  command->callback([=, &session] { *exit = Watch(session, *options); });
}

}  // namespace nianbao::cli
