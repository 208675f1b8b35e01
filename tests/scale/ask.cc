#include "tests/scale/ask.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <vector>

#include "absl/time/clock.h"
#include "libs/rpc/client_call.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "tests/scale/phase.h"
#include "tests/scale/totals.h"

namespace nianbao::scale {
namespace {

namespace v1 = aggregation::v1;
using nlohmann::json;
using Stub = v1::AggregationService::Stub;

constexpr int kRepetitions = 100;
constexpr char kNation[] = "organs/nation";
constexpr char kCell[] = "requests.received.total";
const rpc::CallOptions kReader = {.actor = "统计人", .timeout = kPatience};

double MillisecondsOf(const std::function<void()>& call) {
  const absl::Time begin = absl::Now();
  call();
  return absl::ToDoubleMilliseconds(absl::Now() - begin);
}

json Timed(const std::function<void()>& call) {
  const double first = MillisecondsOf(call);
  std::vector<double> later;
  for (int i = 0; i < kRepetitions; ++i) later.push_back(MillisecondsOf(call));
  std::sort(later.begin(), later.end());
  return {{"first_ms", first}, {"median_ms", later[later.size() / 2]}};
}

int64_t HeadOf(const std::string& submission) {
  const auto stub = submission::v1::EventService::NewStub(rpc::OpenChannel(submission));
  const auto head =
      rpc::CallUnary(*stub, &submission::v1::EventService::Stub::GetHead, submission::v1::GetHeadRequest(), kReader);
  Check(head.status(), "the head of the log");
  return head->token().sequence();
}

}  // namespace

json Ask(const AskOptions& options) {
  const Sums sums(json::parse(std::ifstream(options.sums)));
  const auto sent = sums.Get();
  const int last_year = sent.rbegin()->first.year;
  const int year_without_reports = sent.begin()->first.year - 1;
  const int64_t head = HeadOf(options.submission);
  Totals totals(rpc::OpenChannel(options.aggregation));

  // Asked of another year, so that the sums of the last one are still to be made.
  totals.Get({year_without_reports, kNation, ""}, v1::TREE_YEAR, head);
  const double serves_s = absl::ToUnixMicros(absl::Now()) / 1e6 - options.started_at;

  const SumKey nation = {last_year, kNation, ""};
  json calls = json::array();
  const auto time = [&](const char* name, const std::function<void()>& call) {
    json timed = Timed(call);
    timed["name"] = name;
    calls.push_back(std::move(timed));
  };
  time("GetAggregate, tree of the year", [&] { totals.Get(nation, v1::TREE_YEAR, 0); });
  time("GetAggregate, tree of today", [&] { totals.Get(nation, v1::TREE_TODAY, 0); });
  time("ExplainCell, 100 filings", [&] {
    v1::ExplainCellRequest request;
    request.set_node(kNation);
    request.set_year(last_year);
    request.set_cell(kCell);
    request.set_tree(v1::TREE_YEAR);
    Check(rpc::CallUnary(totals.stub(), &Stub::ExplainCell, request, kReader).status(), "ExplainCell");
  });
  const auto list_missing = [&](int year) {
    v1::ListMissingRequest request;
    request.set_node(kNation);
    request.set_year(year);
    request.set_tree(v1::TREE_YEAR);
    Check(rpc::CallUnary(totals.stub(), &Stub::ListMissing, request, kReader).status(), "ListMissing");
  };
  time("ListMissing, nobody", [&] { list_missing(last_year); });
  time("ListMissing, 100 of all", [&] { list_missing(year_without_reports); });

  const int compared = totals.Compare(sums, head);
  return {{"serves_s", serves_s}, {"events", head}, {"calls", calls}, {"totals_compared", compared}};
}

}  // namespace nianbao::scale
