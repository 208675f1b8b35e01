// Clients of a running cluster: cluster_load files, accepts, reads and watches until its standard input ends, then
// holds what the clients were told against what is there, and prints that as JSON.
#include <CLI/CLI.hpp>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/cluster/call_ledger.h"
#include "tests/cluster/caller.h"
#include "tests/cluster/filer.h"
#include "tests/cluster/watchers.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::cluster {
namespace {

using organ::v1::Grant;
using submission::v1::EventRecord;
using submission::v1::EventService;
using submission::v1::Revision;

// Far more than it takes, for machines that do other things besides.
constexpr absl::Duration kPatience = absl::Minutes(1);
constexpr Way kWays[] = {Way::kEdge, Way::kDirect};

struct Options {
  Place place;
  std::string administrator;
  std::string http_caller;
  std::string document_file;
  int clients = 0;
  uint64_t seed = 0;
};

void Check(const absl::Status& status, const std::string& what) {
  if (!status.ok()) throw std::runtime_error(absl::StrCat(what, ": ", status.ToString()));
}

void GrantRoles(const Options& options, CallLedger& ledger) {
  const Caller administrator(options.place, Way::kEdge, options.administrator, ledger);
  const std::pair<std::string, Grant::Role> roles[] = {
      {"registrar", Grant::ROLE_ROSTER_EDITOR}, {"clerk", Grant::ROLE_FILER},
      {"reviewer", Grant::ROLE_REVIEWER},       {"reader", Grant::ROLE_READER},
      {"auditor", Grant::ROLE_AUDITOR},         {options.http_caller, Grant::ROLE_READER}};
  for (const auto& [subject, role] : roles) {
    directory::v1::GrantRoleRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.mutable_grant()->set_subject(subject);
    request.mutable_grant()->set_role(role);
    request.set_reason("滚动重启试验");
    const auto given =
        administrator.Call("GrantRole", administrator.grants(), &directory::v1::GrantService::Stub::GrantRole, request);
    Check(given.status(), "grant of a role to " + subject);
  }
}

std::string OrganOf(int client) { return absl::StrCat("organ-", client); }

// The position after it.
int64_t ImportRoster(const Options& options, CallLedger& ledger) {
  const Caller registrar(options.place, Way::kEdge, "registrar", ledger);
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(rpc::NewRequestId());
  *request.add_organs() = integration::MakeOrgan("city", "");
  for (int client = 0; client < options.clients; ++client) {
    *request.add_organs() = integration::MakeOrgan(OrganOf(client), "city");
  }
  const auto imported = registrar.Call("ImportOrgans", registrar.directory(),
                                       &directory::v1::DirectoryService::Stub::ImportOrgans, request);
  Check(imported.status(), "import of the roster");
  return imported->token().sequence();
}

// Aggregation refuses those of whose roles it has not heard.
void AwaitAggregation(const Options& options, int64_t sequence) {
  CallLedger unread;
  const Caller reader(options.place, Way::kDirect, "reader", unread);
  aggregation::v1::GetAggregateRequest request;
  request.set_node(kRoot);
  request.set_year(kYear);
  request.set_min_sequence(sequence);
  const absl::Time give_up = absl::Now() + kPatience;
  // Both replicas, in turn.
  for (int answered = 0; answered < 4;) {
    const auto total = reader.Call("GetAggregate", reader.aggregation(),
                                   &aggregation::v1::AggregationService::Stub::GetAggregate, request);
    answered = total.ok() ? answered + 1 : 0;
    if (absl::Now() > give_up) Check(total.status(), "the first total");
  }
}

std::vector<EventRecord> WholeLog(const Caller& auditor) {
  std::vector<EventRecord> log;
  submission::v1::ListEventsRequest request;
  request.set_page_size(1000);
  while (true) {
    const auto page = auditor.Call("ListEvents", auditor.events(), &EventService::Stub::ListEvents, request);
    Check(page.status(), "the log");
    if (page->records().empty()) return log;
    log.insert(log.end(), page->records().begin(), page->records().end());
    *request.mutable_after() = page->token();
  }
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

bool IsSame(const std::vector<EventRecord>& seen, const std::vector<EventRecord>& log) {
  return std::equal(seen.begin(), seen.end(), log.begin(), log.end(), [](const EventRecord& a, const EventRecord& b) {
    return a.event().sequence() == b.event().sequence() && a.digest() == b.digest();
  });
}

template <typename Stream>
nlohmann::json ReportOf(const std::string& name, Way way, const Stream& stream, bool has_come, bool is_same) {
  return {{"name", name},
          {"way", NameOf(way)},
          {"resumptions", stream.resumptions()},
          {"reached_the_end", has_come},
          {"same_as_a_fresh_read", is_same},
          {"faults", stream.faults()}};
}

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void AwaitEndOfInput() {
  std::string line;
  while (std::getline(std::cin, line)) {
  }
}

nlohmann::json Run(const Options& options) {
  CallLedger ledger;
  GrantRoles(options, ledger);
  AwaitAggregation(options, ImportRoster(options, ledger));

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
  const Figures figures = FiguresOf(fresh->aggregate().totals());

  nlohmann::json streams = nlohmann::json::array();
  for (size_t i = 0; i < std::size(kWays); ++i) {
    const bool total_has_come = totals[i]->stream().StopAt(end, kPatience);
    streams.push_back(
        ReportOf("WatchAggregates", kWays[i], totals[i]->stream(), total_has_come, totals[i]->figures() == figures));
    const bool log_has_come = logs[i]->stream().StopAt(end, kPatience);
    streams.push_back(
        ReportOf("WatchEvents", kWays[i], logs[i]->stream(), log_has_come, IsSame(logs[i]->records(), log)));
  }
  nlohmann::json result = ledger.ToJson();
  result["streams"] = streams;
  result["end"] = end;
  result["log"] = CompareWithLog(acknowledged, log);
  return result;
}

int Main(int argc, char** argv) {
  Options options;
  CLI::App app("Files, accepts, reads and watches in a cluster until its standard input ends.", "cluster_load");
  app.add_option("--edge", options.place.edge, "HOST:PORT")->required();
  app.add_option("--name-server", options.place.name_server, "IP:PORT")->required();
  app.add_option("--authorities", options.place.authorities, "PEM file of who certifies the cluster")->required();
  app.add_option("--tokens", options.place.tokens, "folder with the token of each subject")->required();
  app.add_option("--administrator", options.administrator, "subject who gives the roles")->required();
  app.add_option("--http-caller", options.http_caller, "subject who calls by HTTP")->required();
  app.add_option("--document", options.document_file, "file to be read")->required();
  app.add_option("--clients", options.clients, "who file")->required()->check(CLI::Range(1, 1000));
  app.add_option("--seed", options.seed, "of the figures")->required();
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
