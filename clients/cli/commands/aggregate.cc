#include <fmt/core.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/head_sequence.h"
#include "clients/cli/names.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::AggregationService;

struct AggregateOptions {
  std::string node;
  int year = 0;
  bool children = false;
};

ExitStatus ShowOne(const Session& session, AggregationService::Stub& service, const AggregateOptions& options,
                   int64_t min_sequence) {
  aggregation::v1::GetAggregateRequest request;
  request.set_node(OrganName(options.node));
  request.set_year(options.year);
  request.set_min_sequence(min_sequence);
  const auto response = rpc::CallUnary(service, &AggregationService::Stub::GetAggregate, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  const auto& aggregate = response->aggregate();
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else if (session.output == Output::kCells) {
    PrintCells(aggregate.totals());
  } else {
    fmt::print("{} {}年\n{}\n", aggregate.title(), aggregate.year(), CoverageWords(aggregate.coverage()));
    PrintTables(aggregate.totals());
  }
  return kClean;
}

ExitStatus ShowChildren(const Session& session, AggregationService::Stub& service, const AggregateOptions& options,
                        int64_t min_sequence) {
  aggregation::v1::ListChildAggregatesRequest request;
  request.set_node(OrganName(options.node));
  request.set_year(options.year);
  request.set_min_sequence(min_sequence);
  const auto response =
      rpc::CallUnary(service, &AggregationService::Stub::ListChildAggregates, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  for (const auto& aggregate : response->aggregates()) {
    fmt::print("{:<44}新收 {:>8}  {}\n", aggregate.title(), aggregate.totals().requests().received().total(),
               CoverageWords(aggregate.coverage()));
  }
  return kClean;
}

ExitStatus Aggregate(const Session& session, const AggregateOptions& options) {
  const auto channel = session.Connect();
  const auto head = HeadSequence(session, channel);
  if (!head.ok()) return Refuse(head.status());
  const auto service = AggregationService::NewStub(channel);
  return options.children ? ShowChildren(session, *service, options, *head)
                          : ShowOne(session, *service, options, *head);
}

}  // namespace

void AddAggregate(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("aggregate", "显示一个节点的汇总数与覆盖情况");
  auto options = std::make_shared<AggregateOptions>();
  command->add_option("NODE", options->node, "节点")->required();
  command->add_option("--year", options->year, "报告年度")->required();
  command->add_flag("--children", options->children, "改为逐个列出直接下级");
  command->callback([=, &session] { *exit = Aggregate(session, *options); });
}

}  // namespace nianbao::cli
