// Clients of a cluster to which anything may happen: they file, accept, read and watch on and on. Its standard input
// says what is going on, a line each, and each is answered by a line of JSON:
//   during NAME    from here on changes are counted under this name
//   well SECONDS   whether, within so long, every door takes a change that was asked for from here on, every service
//                  answers by every way, and every stream has reached the end of the log
//   sample         how long calls took since the last sample
// When it ends the clients stop, and what they were told is held against what is there.
#include <exception>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/cluster/caller.h"
#include "tests/cluster/closing.h"
#include "tests/cluster/filer.h"
#include "tests/cluster/latencies.h"
#include "tests/cluster/load_options.h"
#include "tests/cluster/opening.h"
#include "tests/cluster/steady_reader.h"
#include "tests/cluster/watchers.h"
#include "tests/integration/suite/replica.h"
#include "tests/torture/filing_load.h"
#include "tests/torture/reckoning.h"

namespace nianbao::cluster {
namespace {

using integration::AskedChange;
using integration::Door;
using integration::FilingLoad;
using integration::Reckoning;
using submission::v1::EventRecord;
using submission::v1::EventService;

constexpr Way kWays[] = {Way::kEdge, Way::kDirect};

// Clients and watchers by both ways.
class Clients {
 public:
  explicit Clients(const LoadOptions& options, absl::Duration pace) : place_(options.place) {
    GrantRoles(place_, options.administrator, options.http_caller, ledger_);
    AwaitAggregation(place_, ImportRoster(place_, FilingLoad::Roster(options.clients), ledger_));
    const std::string document = BytesOf(options.document_file);
    std::vector<Door> doors;
    for (const Way way : kWays) {
      clerks_.push_back(std::make_unique<Caller>(place_, way, "clerk", ledger_));
      reviewers_.push_back(std::make_unique<Caller>(place_, way, "reviewer", ledger_));
      doors.push_back({&clerks_.back()->submission(), &reviewers_.back()->review()});
      totals_.push_back(
          std::make_unique<TotalWatcher>(place_, way, ledger_, std::set<std::string>{"READER_STUCK", "FEED_CORRUPT"}));
      logs_.push_back(std::make_unique<LogWatcher>(place_, way, ledger_));
      readers_.push_back(std::make_unique<SteadyReader>(place_, way, document, pace, latencies_));
    }
    filing_ = std::make_unique<FilingLoad>(
        std::move(doors), FilingLoad::Options{.clients = options.clients,
                                              .seed = options.seed,
                                              .pace = pace,
                                              .names_itself = false,
                                              .on_answer = [this](const std::string& method, absl::Duration took) {
                                                latencies_.Note(method, took);
                                              }});
  }

  nlohmann::json SetPeriod(const std::string& name) {
    filing_->SetPeriod(name);
    return {{"acknowledged", filing_->acknowledged()}};
  }

  // {"well", "missing": what is not, "acknowledged": so far}
  nlohmann::json AwaitWell(absl::Duration patience) {
    const absl::Time begin = absl::Now();
    const std::string missing = MissingAt(begin, begin + patience);
    return {{"well", missing.empty()}, {"missing", missing}, {"acknowledged", filing_->acknowledged()}};
  }

  nlohmann::json Sample() { return latencies_.Take(); }

  nlohmann::json Stop() {
    const std::vector<AskedChange> asked = filing_->Stop();
    nlohmann::json faults = filing_->faults();
    nlohmann::json unserved = nlohmann::json::object();
    for (const auto& reader : readers_) {
      for (const std::string& fault : reader->Stop()) faults.push_back(fault);
      for (const auto& [reason, count] : reader->unserved()) unserved[reason] = unserved.value(reason, 0) + count;
    }
    const Caller auditor(place_, Way::kEdge, "auditor", ledger_);
    const std::vector<EventRecord> log = WholeLog(auditor);
    const auto head = auditor.Call("GetHead", auditor.events(), &EventService::Stub::GetHead, {});
    Check(head.status(), "the end of the log");
    const int64_t end = head->token().sequence();
    const Figures figures = FreshFigures(end);

    nlohmann::json result = {{"faults", faults},
                             {"unserved", unserved},
                             {"end", end},
                             {"chain", integration::FaultOfChain(log, head->token().log_id())},
                             {"reckoning", ReckonByPeriod(log, asked)},
                             {"unasked", integration::Reckon(log, asked).unasked},
                             {"streams", nlohmann::json::array()}};
    for (size_t i = 0; i < std::size(kWays); ++i) {
      result["streams"].push_back(EndOf(*totals_[i], kWays[i], figures, end));
      result["streams"].push_back(EndOf(*logs_[i], kWays[i], log));
    }
    return result;
  }

 private:
  std::string MissingAt(absl::Time begin, absl::Time until) {
    if (!filing_->AwaitEveryDoor(begin, until - absl::Now())) return "a change acknowledged by every door";
    const auto head = AwaitHead(until);
    if (!head.has_value()) return "the end of the log";
    for (size_t i = 0; i < std::size(kWays); ++i) {
      if (!readers_[i]->AwaitAll(*head, until)) return readers_[i]->missing();
      if (!totals_[i]->stream().AwaitSequence(*head, until - absl::Now())) {
        return absl::StrCat("WatchAggregates ", NameOf(kWays[i]), " at event ", *head);
      }
      if (!logs_[i]->stream().AwaitSequence(*head, until - absl::Now())) {
        return absl::StrCat("WatchEvents ", NameOf(kWays[i]), " at event ", *head);
      }
    }
    return "";
  }

  std::optional<int64_t> AwaitHead(absl::Time until) {
    const Caller auditor(place_, Way::kDirect, "auditor", ledger_);
    while (absl::Now() < until) {
      const auto head =
          rpc::CallUnary(auditor.events(), &EventService::Stub::GetHead, {}, {.timeout = absl::Seconds(5)});
      if (head.ok()) return head->token().sequence();
    }
    return std::nullopt;
  }

  Figures FreshFigures(int64_t sequence) {
    const Caller reader(place_, Way::kDirect, "reader", ledger_);
    aggregation::v1::GetAggregateRequest request;
    request.set_node(kRoot);
    request.set_year(kYear);
    request.set_min_sequence(sequence);
    const auto fresh = reader.Call("GetAggregate", reader.aggregation(),
                                   &aggregation::v1::AggregationService::Stub::GetAggregate, request);
    Check(fresh.status(), "the last total");
    return FiguresOf(fresh->aggregate().totals());
  }

  static nlohmann::json ReckonByPeriod(const std::vector<EventRecord>& log, const std::vector<AskedChange>& asked) {
    std::map<std::string, std::vector<AskedChange>> by_period;
    for (const AskedChange& change : asked) by_period[change.period].push_back(change);
    nlohmann::json result = nlohmann::json::object();
    for (const auto& [period, changes] : by_period) {
      const Reckoning found = integration::Reckon(log, changes);
      result[period] = {{"acknowledged", found.acknowledged},
                        {"lost", found.lost},
                        {"doubled", found.doubled},
                        {"altered", found.altered},
                        {"given_up", static_cast<int>(changes.size()) - found.acknowledged},
                        {"carried_out_unanswered", found.carried_out_unanswered}};
    }
    return result;
  }

  const Place place_;
  CallLedger ledger_;
  Latencies latencies_;
  std::vector<std::unique_ptr<Caller>> clerks_;
  std::vector<std::unique_ptr<Caller>> reviewers_;
  std::vector<std::unique_ptr<TotalWatcher>> totals_;
  std::vector<std::unique_ptr<LogWatcher>> logs_;
  std::vector<std::unique_ptr<SteadyReader>> readers_;
  std::unique_ptr<FilingLoad> filing_;
};

nlohmann::json Answer(Clients& clients, const std::string& line) {
  std::istringstream words(line);
  std::string command;
  words >> command >> std::ws;
  if (command == "during") {
    std::string name;
    std::getline(words, name);
    return clients.SetPeriod(name);
  }
  if (command == "well") {
    int64_t seconds = 0;
    words >> seconds;
    return clients.AwaitWell(absl::Seconds(seconds));
  }
  if (command == "sample") return clients.Sample();
  return {{"error", "got " + line + ", want during, well or sample"}};
}

int Main(int argc, char** argv) {
  LoadOptions options;
  int64_t pace_ms = 0;
  CLI::App app("Files, accepts, reads and watches in a cluster, whatever happens to it, until its standard input ends.",
               "torture_load");
  AddOptions(app, options);
  app.add_option("--pace-ms", pace_ms, "from one change of a client to its next one, at least")->required();
  CLI11_PARSE(app, argc, argv);
  Clients clients(options, absl::Milliseconds(pace_ms));
  std::cout << "{\"begun\": true}" << std::endl;
  for (std::string line; std::getline(std::cin, line);) std::cout << Answer(clients, line) << std::endl;
  std::cout << clients.Stop() << std::endl;
  return 0;
}

}  // namespace
}  // namespace nianbao::cluster

int main(int argc, char** argv) {
  try {
    return nianbao::cluster::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "torture_load: " << error.what() << "\n";
    return 1;
  }
}
