// Asks an aggregation service for the totals of all nodes of a small nation, and prints how many answers a second came.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "libs/form/cell_vector.h"
#include "libs/rpc/deadlock_search.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "tests/bench/recording.h"
#include "tests/bench/unary_load.h"
#include "tests/scale/nation.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;

constexpr char kMethod[] = "/nianbao.aggregation.v1.AggregationService/GetAggregate";

struct Options {
  std::string server;
  int organs = 0;
  int year = 0;
  int in_flight = 32;
  double seconds = 2;
  std::string record;
};

// Of each node that sums others.
std::vector<std::string> Requests(const Options& options) {
  std::vector<std::string> requests;
  for (const organ::v1::Organ& organ : scale::MakeNation(options.organs).organs) {
    if (organ.kind() != organ::v1::ORGAN_KIND_GOVERNMENT) continue;
    aggregation::v1::GetAggregateRequest request;
    request.set_node(organ.name());
    request.set_year(options.year);
    requests.push_back(request.SerializeAsString());
  }
  return requests;
}

// Node, figures and the number of reports in them.
json Totals(const std::vector<std::string>& answers) {
  json totals = json::array();
  for (const std::string& answer : answers) {
    aggregation::v1::GetAggregateResponse response;
    if (!response.ParseFromString(answer)) throw std::runtime_error("an answer cannot be read");
    const aggregation::v1::Aggregate& aggregate = response.aggregate();
    if (aggregate.coverage().accepted() == 0) throw std::runtime_error(aggregate.node() + ": nothing is summed");
    totals.push_back({{"node", aggregate.node()},
                      {"accepted", aggregate.coverage().accepted()},
                      {"figures", form::VectorOf(aggregate.totals()).value().values()}});
  }
  return totals;
}

int Run(int argc, char** argv) {
  CLI::App app("Reads totals. Prints what came as JSON.", "read_load");
  Options options;
  app.add_option("--server", options.server, "HOST:PORT")->required();
  app.add_option("--organs", options.organs, "organs that report, as watch_fill was told")->required();
  app.add_option("--year", options.year, "year to read")->required();
  app.add_option("--in-flight", options.in_flight, "calls without an answer yet")->capture_default_str();
  app.add_option("--seconds", options.seconds, "time to measure")->capture_default_str();
  app.add_option("--record", options.record, "file for the answers, for answer_server");
  CLI11_PARSE(app, argc, argv);
  // As the services do.
  rpc::LeaveOutDeadlockSearch();
  const std::vector<std::string> requests = Requests(options);
  const auto channel = grpc::CreateChannel(options.server, grpc::InsecureChannelCredentials());
  const UnaryLoad load = LoadUnary(channel, kMethod, requests, options.in_flight, options.seconds);
  if (!options.record.empty()) {
    Recording recording;
    for (size_t i = 0; i < requests.size(); ++i) recording[requests[i]] = {load.first[i]};
    WriteRecording(recording, options.record);
  }
  const size_t bytes = std::accumulate(load.first.begin(), load.first.end(), size_t{0},
                                       [](size_t sum, const std::string& answer) { return sum + answer.size(); });
  std::cout << json{{"answers", load.answers},
                    {"answers_in_all", load.answers_in_all},
                    {"seconds", load.seconds},
                    {"answer_bytes", bytes / load.first.size()},
                    {"totals", Totals(load.first)}}
            << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "read_load: " << error.what() << "\n";
    return 1;
  }
}
