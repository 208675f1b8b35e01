// Clients of a running cluster: cluster_load files, accepts, reads and watches until its standard input ends, then
// holds what the clients were told against what is there, and prints that as JSON.
#include <exception>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/cluster/call_ledger.h"
#include "tests/cluster/caller.h"
#include "tests/cluster/closing.h"
#include "tests/cluster/filer.h"
#include "tests/cluster/load_options.h"
#include "tests/cluster/opening.h"
#include "tests/cluster/watchers.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::cluster {
namespace {

using submission::v1::EventRecord;
using submission::v1::Revision;

constexpr Way kWays[] = {Way::kEdge, Way::kDirect};

std::string OrganOf(int client) { return absl::StrCat("organ-", client); }

directory::v1::ImportOrgansRequest Roster(int clients) {
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(rpc::NewRequestId());
  *request.add_organs() = integration::MakeOrgan("city", "");
  for (int client = 0; client < clients; ++client) {
    *request.add_organs() = integration::MakeOrgan(OrganOf(client), "city");
  }
  return request;
}

bool IsInLog(const Acknowledged& change, const std::vector<EventRecord>& log) {
  const auto index = static_cast<size_t>(change.token.sequence() - 1);
  if (index >= log.size()) return false;
  const EventRecord& record = log[index];
  return record.digest() == change.token.digest() && record.event().request_id() == change.request_id &&
         record.event().filing().filing() == change.filing && record.event().filing().to() == change.to;
}

nlohmann::json CompareWithLog(const std::vector<Acknowledged>& acknowledged, const std::vector<EventRecord>& log) {
  int lost = 0;
  for (const Acknowledged& change : acknowledged) lost += !IsInLog(change, log);
  size_t changes = 0;
  for (const EventRecord& record : log) {
    const auto to = record.event().filing().to();
    changes += to == Revision::STATE_SUBMITTED || to == Revision::STATE_ACCEPTED;
  }
  return {{"acknowledged", acknowledged.size()}, {"lost", lost}, {"changes_in_log", changes}};
}

void AwaitEndOfInput() {
  std::string line;
  while (std::getline(std::cin, line)) {
  }
}

nlohmann::json Run(const LoadOptions& options) {
  CallLedger ledger;
  GrantRoles(options.place, options.administrator, options.http_caller, ledger);
  AwaitAggregation(options.place, ImportRoster(options.place, Roster(options.clients), ledger));

  std::vector<std::unique_ptr<TotalWatcher>> totals;
  std::vector<std::unique_ptr<LogWatcher>> logs;
  for (const Way way : kWays) {
    totals.push_back(std::make_unique<TotalWatcher>(options.place, way, ledger));
    logs.push_back(std::make_unique<LogWatcher>(options.place, way, ledger));
  }
  const std::string document = BytesOf(options.document_file);
  std::vector<std::unique_ptr<Filer>> filers;
  for (int client = 0; client < options.clients; ++client) {
    filers.push_back(std::make_unique<Filer>(options.place, kWays[client % std::size(kWays)], OrganOf(client), document,
                                             options.seed + client, ledger));
  }
  std::cout << "{\"begun\": true}" << std::endl;
  AwaitEndOfInput();

  std::vector<Acknowledged> acknowledged;
  for (const auto& filer : filers) {
    const auto& changes = filer->Stop();
    acknowledged.insert(acknowledged.end(), changes.begin(), changes.end());
  }
  const Caller auditor(options.place, Way::kEdge, "auditor", ledger);
  const std::vector<EventRecord> log = WholeLog(auditor);
  const int64_t end = log.back().event().sequence();

  const Caller reader(options.place, Way::kDirect, "reader", ledger);
  aggregation::v1::GetAggregateRequest request;
  request.set_node(kRoot);
  request.set_year(kYear);
  request.set_min_sequence(end);
  const auto fresh = reader.Call("GetAggregate", reader.aggregation(),
                                 &aggregation::v1::AggregationService::Stub::GetAggregate, request);
  Check(fresh.status(), "the last total");

  nlohmann::json result = ledger.ToJson();
  result["streams"] = nlohmann::json::array();
  for (size_t i = 0; i < std::size(kWays); ++i) {
    result["streams"].push_back(EndOf(*totals[i], kWays[i], FiguresOf(fresh->aggregate().totals()), end));
    result["streams"].push_back(EndOf(*logs[i], kWays[i], log));
  }
  result["end"] = end;
  result["log"] = CompareWithLog(acknowledged, log);
  return result;
}

int Main(int argc, char** argv) {
  LoadOptions options;
  CLI::App app("Files, accepts, reads and watches in a cluster until its standard input ends.", "cluster_load");
  AddOptions(app, options);
  CLI11_PARSE(app, argc, argv);
  std::cout << Run(options) << std::endl;
  return 0;
}

}  // namespace
}  // namespace nianbao::cluster

int main(int argc, char** argv) {
  try {
    return nianbao::cluster::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "cluster_load: " << error.what() << "\n";
    return 1;
  }
}
