// Opens streams of WatchAggregates on a server, has reports accepted meanwhile, and prints what the streams were told
// and what the server took for it.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/deadlock_search.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "tests/bench/freshness.h"
#include "tests/bench/server_process.h"
#include "tests/bench/watch_streams.h"
#include "tests/scale/submission_calls.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;

// What a page about applications shows.
constexpr const char* kPageCells[] = {
    "requests.carried_in.natural_person",       "requests.received.natural_person",
    "requests.outcomes.granted.natural_person", "requests.outcomes.refused.state_secret.natural_person",
    "requests.outcomes.total.natural_person",   "requests.carried_out.natural_person",
    "proactive_disclosure.administrative_fees",
};
// Of a server that is not held up.
constexpr absl::Duration kBeat = absl::Milliseconds(200);
// Until what the opening of the streams set off has come to rest.
constexpr absl::Duration kRest = absl::Milliseconds(500);

struct Options {
  std::string server;
  int process = 0;
  int year = 0;
  int streams = 0;
  int stalled = 0;
  int streams_per_connection = 0;
  double warm_seconds = 0;
  double seconds = 0;
  // Empty for a server that says something by itself.
  std::string submission;
  std::string filings;
  size_t from = 0;
  double every_ms = 0;
  std::string record;
};

aggregation::v1::WatchAggregatesRequest Watch(int year, const std::vector<std::string>& nodes, int depth) {
  aggregation::v1::WatchAggregatesRequest request;
  for (const std::string& node : nodes) request.add_nodes(node);
  request.set_year(year);
  request.set_depth(depth);
  return request;
}

// Of ten readers one takes every cell of the nation, five the page of the nation with its provinces, and four that of a
// province with its prefectures beside the nation. So every acceptance is news to all.
std::vector<std::string> Requests(int year) {
  std::vector<std::string> requests = {Watch(year, {"organs/nation"}, 0).SerializeAsString()};
  const auto add_page = [&](aggregation::v1::WatchAggregatesRequest request) {
    for (const char* cell : kPageCells) request.add_cells(cell);
    requests.push_back(request.SerializeAsString());
  };
  for (int i = 0; i < 5; ++i) add_page(Watch(year, {"organs/nation"}, 1));
  for (int i = 0; i < 4; ++i) add_page(Watch(year, {"organs/nation", absl::StrCat("organs/p", i % 2)}, 1));
  return requests;
}

class Load {
 public:
  explicit Load(const Options& options) : options_(options), requests_(Requests(options.year)) {
    if (options.submission.empty()) return;
    calls_.emplace(options.submission);
    for (const json& filing : json::parse(std::ifstream(options.filings))) {
      filings_.push_back({.filing = filing["filing"], .etag = filing["etag"]});
    }
  }

  json Run() {
    {
      // So that what the first reader of each kind costs is not counted.
      WatchStreams first(With(static_cast<int>(requests_.size()), 0));
      first.WaitUntilBegun();
    }
    absl::SleepFor(kRest);
    const int64_t memory_before = PrivateBytes(options_.process);
    const absl::Time opening_at = absl::Now();
    WatchStreams streams(With(options_.streams, options_.stalled));
    streams.WaitUntilBegun();
    const absl::Duration opening = absl::Now() - opening_at;
    absl::SleepFor(kRest);
    const int64_t memory_open = PrivateBytes(options_.process);
    Continue(options_.warm_seconds);
    if (!acceptances_.empty()) streams.WaitUntilReached(acceptances_.back().sequence);
    const size_t warm = acceptances_.size();

    const absl::Time began = absl::Now();
    const double cpu = ProcessorSeconds(options_.process);
    const double own_cpu = ProcessorSeconds(getpid());
    const int64_t messages = streams.messages();
    const int64_t bytes = streams.bytes();
    Continue(options_.seconds);
    if (!acceptances_.empty()) streams.WaitUntilReached(acceptances_.back().sequence);
    const int64_t deliveries = streams.messages() - messages;
    json result = {{"seconds", absl::ToDoubleSeconds(absl::Now() - began)},
                   {"cpu_s", ProcessorSeconds(options_.process) - cpu},
                   {"load_cpu_s", ProcessorSeconds(getpid()) - own_cpu},
                   {"deliveries", deliveries},
                   {"bytes", streams.bytes() - bytes},
                   {"opening_s", absl::ToDoubleSeconds(opening)},
                   {"memory_before", memory_before},
                   {"memory_open", memory_open},
                   {"memory_after", PrivateBytes(options_.process)},
                   {"accepted", acceptances_.size()}};
    streams.Close();
    if (!options_.record.empty()) WriteRecording(streams.Recorded(), options_.record);
    acceptances_.erase(acceptances_.begin(), acceptances_.begin() + static_cast<ptrdiff_t>(warm));
    Judge(streams.Arrivals(), result);
    return result;
  }

 private:
  WatchStreamsOptions With(int streams, int stalled) const {
    return {.server = options_.server,
            .requests = requests_,
            .streams = streams,
            .stalled = stalled,
            .streams_per_connection = options_.streams_per_connection};
  }

  // Accepts reports at a steady pace, however long it takes until they are seen.
  void Continue(double seconds) {
    const absl::Time until = absl::Now() + absl::Seconds(seconds);
    absl::Time next = absl::Now();
    while (next < until) {
      absl::SleepFor(next - absl::Now());
      if (calls_.has_value()) Accept();
      next += absl::Milliseconds(options_.every_ms);
    }
    absl::SleepFor(until - absl::Now());
  }

  void Accept() {
    const size_t number = options_.from + acceptances_.size();
    if (number >= filings_.size()) throw std::runtime_error("no report is left to be accepted");
    const int64_t sequence = calls_->Accept(filings_[number]);
    acceptances_.push_back({.sequence = sequence, .acknowledged = absl::Now()});
  }

  void Judge(const std::vector<std::vector<Arrival>>& readers, json& result) const {
    json& until_the_last = result["until_the_last_ms"] = json::array();
    for (const absl::Duration until : UntilTheLast(acceptances_, readers)) {
      until_the_last.push_back(absl::ToDoubleMilliseconds(until));
    }
    const std::vector<Delivery> deliveries = Deliveries(acceptances_, readers, kBeat);
    result["steps"] = deliveries.size();
    result["late"] = std::count_if(deliveries.begin(), deliveries.end(),
                                   [](const Delivery& delivery) { return delivery.age > delivery.two_beats; });
    result["older_than_400_ms"] = std::count_if(deliveries.begin(), deliveries.end(),
                                                [](const Delivery& delivery) { return delivery.age > 2 * kBeat; });
    std::vector<absl::Duration> ages, beats;
    for (const Delivery& delivery : deliveries) {
      ages.push_back(delivery.age);
      beats.push_back(delivery.two_beats / 2);
    }
    result["age_ms"] = {{"median", Percentile(ages, 0.5)}, {"p99", Percentile(ages, 0.99)}};
    result["beat_ms"] = Percentile(beats, 0.5);
  }

  const Options& options_;
  const std::vector<std::string> requests_;
  std::optional<scale::SubmissionCalls> calls_;
  std::vector<scale::Submitted> filings_;
  std::vector<Acceptance> acceptances_;
};

int Run(int argc, char** argv) {
  CLI::App app("Watches a server with thousands of streams. Prints what it took as JSON.", "watch_load");
  Options options;
  app.add_option("--server", options.server, "HOST:PORT of what is watched")->required();
  app.add_option("--process", options.process, "its process, on this machine")->required();
  app.add_option("--year", options.year, "year to watch")->required();
  app.add_option("--streams", options.streams, "how many to open")->required()->check(CLI::Range(10, 20'000));
  app.add_option("--stalled", options.stalled, "how many of them stop reading")->capture_default_str();
  app.add_option("--streams-per-connection", options.streams_per_connection, "how many share a connection")->required();
  app.add_option("--warm-seconds", options.warm_seconds, "time before it is measured")->required();
  app.add_option("--seconds", options.seconds, "time to measure")->required();
  app.add_option("--submission", options.submission, "HOST:PORT of where reports are accepted meanwhile");
  app.add_option("--filings", options.filings, "file with the filings to accept, as watch_fill prints them");
  app.add_option("--from", options.from, "how many of them are accepted already")->capture_default_str();
  app.add_option("--every-ms", options.every_ms, "pause between two acceptances")->required();
  app.add_option("--record", options.record, "file for what was sent, for fan_out_server");
  CLI11_PARSE(app, argc, argv);
  // As the services do.
  rpc::LeaveOutDeadlockSearch();
  std::cout << Load(options).Run() << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "watch_load: " << error.what() << "\n";
    return 1;
  }
}
