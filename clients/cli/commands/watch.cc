#include <fmt/core.h>

#include <chrono>
#include <thread>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "libs/form/catalogue.h"
#include "libs/form/decimal.h"
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
  int updates = 0;
};

void PrintText(const WatchAggregatesResponse& update) {
  for (const auto& aggregate : update.snapshots()) {
    fmt::print("[{}] {} {}年  {}  新收申请 {} 件\n", PositionWords(update.position()), aggregate.title(),
               aggregate.year(), CoverageWords(aggregate.coverage()), aggregate.totals().requests().received().total());
  }
  for (const auto& delta : update.deltas()) {
    fmt::print("[{}] {} {}年  {}\n", PositionWords(update.position()), delta.node(), delta.year(),
               CoverageWords(delta.coverage()));
    for (const auto& total : delta.cells()) {
      const form::Cell* cell = form::Catalogue::Get().Find(total.cell());
      if (cell == nullptr) continue;
      fmt::print("      {} → {}\n", cell->printed_name(), form::FormatDecimal(total.value(), cell->scale));
    }
  }
  std::fflush(stdout);
}

// Reads one stream until it breaks or enough was seen; remembers where to go on.
absl::Status Follow(const Session& session, AggregationService::Stub& service, WatchAggregatesRequest& request,
                    int* updates_left) {
  grpc::ClientContext context;
  if (!session.actor.empty()) context.AddMetadata(rpc::kActorKey, session.actor);
  const auto reader = service.WatchAggregates(&context, request);
  WatchAggregatesResponse update;
  while (reader->Read(&update)) {
    *request.mutable_resume_token() = update.position();
    if (session.output == Output::kJson) {
      PrintJsonLine(update);
    } else {
      PrintText(update);
    }
    if (*updates_left > 0 && --*updates_left == 0) {
      context.TryCancel();
      reader->Finish();
      return absl::OkStatus();
    }
  }
  return rpc::FromGrpc(reader->Finish());
}

ExitStatus Watch(const Session& session, const WatchOptions& options) {
  const auto service = AggregationService::NewStub(session.Connect());
  WatchAggregatesRequest request;
  for (const std::string& node : options.nodes) request.add_nodes(OrganName(node));
  request.set_year(options.year);
  int updates_left = options.updates;
  while (true) {
    const absl::Status status = Follow(session, *service, request, &updates_left);
    if (status.ok()) return kClean;
    if (status.code() != absl::StatusCode::kUnavailable) return Refuse(status);
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
  command->add_option("--updates", options->updates, "收到这么多次更新后结束（默认不限）");
  command->callback([=, &session] { *exit = Watch(session, *options); });
}

}  // namespace nianbao::cli
