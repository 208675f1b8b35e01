#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/watch_text.h"
#include "libs/status/error.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::AggregationService;
using aggregation::v1::WatchAggregatesRequest;
using aggregation::v1::WatchAggregatesResponse;

constexpr auto kReconnectPause = std::chrono::seconds(1);

struct WatchOptions {
  std::vector<std::string> nodes;
  int year = 0;
  int depth = 0;
  std::vector<std::string> cells;
  std::string line;
  bool today = false;
  int updates = 0;
};

// What is kept from one stream to the next.
struct Watching {
  WatchAggregatesRequest request;
  WatchText text;
  // 0 for no end.
  int updates_left = 0;
};

// Reads one stream until it breaks or enough was seen; remembers where to go on.
absl::Status Follow(const Session& session, AggregationService::Stub& service, Watching& watching) {
  grpc::ClientContext context;
  if (!session.actor.empty()) context.AddMetadata(rpc::kActorKey, session.actor);
  const auto reader = service.WatchAggregates(&context, watching.request);
  WatchAggregatesResponse update;
  WatchAggregatesResponse step;
  while (reader->Read(&update)) {
    if (session.output == Output::kJson) PrintJsonLine(update);
    step.MergeFrom(update);
    // More of the step is to come.
    if (!update.has_position()) continue;
    if (session.output != Output::kJson) fmt::print("{}", watching.text.Of(step));
    std::fflush(stdout);
    *watching.request.mutable_resume_token() = update.position();
    const bool tells_totals = step.snapshots_size() + step.deltas_size() + step.gone_size() > 0;
    step.Clear();
    if (tells_totals && watching.updates_left > 0 && --watching.updates_left == 0) {
      context.TryCancel();
      reader->Finish();
      return absl::OkStatus();
    }
  }
  return rpc::FromGrpc(reader->Finish());
}

bool GoesOnAfter(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status::ReasonOf(status) == "READER_STUCK";
}

ExitStatus Watch(const Session& session, const WatchOptions& options) {
  const auto service = AggregationService::NewStub(session.Connect());
  Watching watching{.request = {}, .text = WatchText(options.cells), .updates_left = options.updates};
  WatchAggregatesRequest& request = watching.request;
  for (const std::string& node : options.nodes) request.add_nodes(OrganName(node));
  for (const std::string& cell : options.cells) request.add_cells(cell);
  request.set_year(options.year);
  request.set_depth(options.depth);
  request.set_line(options.line);
  request.set_tree(options.today ? aggregation::v1::TREE_TODAY : aggregation::v1::TREE_YEAR);
  while (true) {
    const absl::Status status = Follow(session, *service, watching);
    if (status.ok()) return kClean;
    if (!GoesOnAfter(status)) return Refuse(status);
    fmt::print(stderr, "连接中断，正在重新连接……\n");
    std::this_thread::sleep_for(kReconnectPause);
  }
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
