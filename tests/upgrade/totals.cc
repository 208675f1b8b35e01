#include "tests/upgrade/totals.h"

#include "absl/strings/str_cat.h"
#include "libs/rpc/client_call.h"

namespace nianbao::integration {

using aggregation::v1::AggregationService;
using aggregation::v1::GetAggregateRequest;
using aggregation::v1::ListChildAggregatesRequest;

namespace {

const rpc::CallOptions kReader = {.actor = "核验人", .wait_for_ready = true};

// A service that has just started waits for its events no longer than a caller of it: then it is asked again.
template <typename Request, typename Response>
Response Ask(AggregationService::Stub& service,
             grpc::Status (AggregationService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             const Request& request) {
  while (true) {
    auto response = rpc::CallUnary(service, method, request, kReader);
    if (!absl::IsUnavailable(response.status())) return response.value();
  }
}

}  // namespace

Totals::Totals(const std::string& programs, const std::string& submission)
    : process_(process::Child::Start({absl::StrCat(programs, "/nianbao-aggregation"), "--listen", "127.0.0.1:0",
                                      "--submission", submission})
                   .value()),
      service_(AggregationService::NewStub(rpc::OpenChannel(process_->WaitForAddress().value()))) {}

std::vector<std::string> Totals::Answers(const std::string& node, int year, int64_t min_sequence) {
  std::vector<std::string> answers;
  for (const auto tree : {aggregation::v1::TREE_YEAR, aggregation::v1::TREE_TODAY}) {
    GetAggregateRequest one;
    one.set_node(node);
    one.set_year(year);
    one.set_min_sequence(min_sequence);
    one.set_tree(tree);
    answers.push_back(Ask(*service_, &AggregationService::Stub::GetAggregate, one).SerializeAsString());
    ListChildAggregatesRequest below;
    below.set_node(node);
    below.set_year(year);
    below.set_min_sequence(min_sequence);
    below.set_tree(tree);
    answers.push_back(Ask(*service_, &AggregationService::Stub::ListChildAggregates, below).SerializeAsString());
  }
  return answers;
}

aggregation::v1::Aggregate Totals::Of(const std::string& node, int year, int64_t min_sequence) {
  GetAggregateRequest request;
  request.set_node(node);
  request.set_year(year);
  request.set_min_sequence(min_sequence);
  return Ask(*service_, &AggregationService::Stub::GetAggregate, request).aggregate();
}

}  // namespace nianbao::integration
