// Waits until a submission service answers, or an aggregation service for all that it has, and prints when that was.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "absl/time/clock.h"
#include "libs/rpc/client_call.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"

namespace nianbao::bench {
namespace {

using aggregation::v1::AggregationService;
using submission::v1::EventService;

constexpr absl::Duration kPatience = absl::Minutes(3);
constexpr absl::Duration kPause = absl::Milliseconds(20);

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (!result.ok()) throw std::runtime_error(result.status().ToString());
  return *std::move(result);
}

int64_t HeadOf(const std::string& submission) {
  const auto stub = EventService::NewStub(rpc::OpenChannel(submission));
  return Must(rpc::CallUnary(*stub, &EventService::Stub::GetHead, submission::v1::GetHeadRequest(),
                             {.actor = "统计人", .wait_for_ready = true}))
      .token()
      .sequence();
}

// The total of the node once it stands at the head.
aggregation::v1::Aggregate WaitForTotal(const std::string& address, const std::string& node, int year, int64_t head) {
  const auto stub = AggregationService::NewStub(rpc::OpenChannel(address));
  aggregation::v1::GetAggregateRequest request;
  request.set_node(node);
  request.set_year(year);
  request.set_tree(aggregation::v1::TREE_YEAR);
  request.set_min_sequence(head);
  for (const absl::Time give_up = absl::Now() + kPatience;; absl::SleepFor(kPause)) {
    auto answer = rpc::CallUnary(*stub, &AggregationService::Stub::GetAggregate, request,
                                 {.actor = "统计人", .timeout = kPatience, .wait_for_ready = true});
    if (answer.ok()) return std::move(*answer->mutable_aggregate());
    if (!absl::IsUnavailable(answer.status()) || absl::Now() > give_up) Must(std::move(answer));
  }
}

int Main(int argc, char** argv) {
  CLI::App app("Waits until services that were started answer, and prints when that was.", "start_load");
  std::string submission;
  std::string address;
  std::string node;
  int year = 0;
  app.add_option("--submission", submission, "HOST:PORT")->required();
  CLI::Option* const with_total = app.add_option("--aggregation", address, "HOST:PORT; without it, submission alone");
  app.add_option("--node", node, "resource name of the organ whose total is asked for")->needs(with_total);
  app.add_option("--year", year, "its year")->needs(with_total);
  CLI11_PARSE(app, argc, argv);
  const int64_t head = HeadOf(submission);
  nlohmann::json result = {{"events", head}};
  if (!address.empty()) result["accepted"] = WaitForTotal(address, node, year, head).coverage().accepted();
  result["at"] = absl::ToUnixMicros(absl::Now()) / 1e6;
  std::cout << result << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "start_load: " << error.what() << "\n";
    return 1;
  }
}
