// Brings a nation and its reports of last year into a submission service, or hands this year's in.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "libs/rpc/client_call.h"
#include "tests/bench/submission_load.h"
#include "tests/scale/nation.h"
#include "tests/scale/phase.h"
#include "tests/scale/report_maker.h"
#include "tests/scale/submission_calls.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;

constexpr int kYear = 2025;
constexpr int kTextBytes = 1500;
constexpr uint64_t kSeed = 2026;
constexpr size_t kOrgansOfACall = 10'000;
constexpr int kEntering = 16;

std::string FilingOf(const scale::Reporter& reporter, int year) {
  return absl::StrCat(reporter.organ, "/filings/", year, "-own");
}

void Fill(const std::string& submission, const scale::Nation& nation, const scale::ReportMaker& reports) {
  scale::SubmissionCalls calls(submission);
  for (size_t begin = 0; begin < nation.organs.size(); begin += kOrgansOfACall) {
    calls.Import(absl::MakeSpan(nation.organs).subspan(begin, kOrgansOfACall));
  }
  calls.Freeze(kYear);
  scale::RunPhase("last year", nation.reporters.size(), 1, kEntering, [&](size_t i, size_t, int) {
    const scale::Reporter& reporter = nation.reporters[i];
    calls.Backload(FilingOf(reporter, kYear - 1), reports.Make(reporter, i, kYear - 1));
  });
}

struct RunOptions {
  size_t from = 0;
  LoadSize size;
  int submitters = 64;
  bool streams = false;
};

json Run(const std::string& submission, const scale::Nation& nation, const scale::ReportMaker& reports,
         const RunOptions& options) {
  std::vector<submission::v1::SubmitFilingRequest> requests;
  const size_t end = std::min(options.from + options.size.count, nation.reporters.size());
  for (size_t i = options.from; i < end; ++i) {
    submission::v1::SubmitFilingRequest& request = requests.emplace_back();
    request.set_request_id(rpc::NewRequestId());
    request.set_filing(FilingOf(nation.reporters[i], kYear));
    *request.mutable_report() = reports.Make(nation.reporters[i], i, kYear);
  }
  if (requests.empty()) throw std::runtime_error("all have handed in");
  const auto stub = submission::v1::SubmissionService::NewStub(rpc::OpenChannel(submission));
  const SubmissionLoad load = options.streams
                                  ? LoadStreams(*stub, requests, options.submitters / kUnderWayOnAStream, options.size)
                                  : LoadCalls(*stub, requests, options.submitters, options.size);
  return {{"answers", load.answers},
          {"answers_in_all", options.size.count},
          {"seconds", load.seconds},
          {"request_bytes", requests.front().ByteSizeLong()}};
}

int Main(int argc, char** argv) {
  CLI::App app("Brings a nation and its reports of last year into a submission service, or hands this year's in.",
               "submit_load");
  std::string submission;
  int organs = 0;
  RunOptions options;
  app.require_subcommand(1);
  CLI::App& fill = *app.add_subcommand("fill", "imports the organs and enters their reports of last year");
  CLI::App& run = *app.add_subcommand("run", "submits reports and prints how long that took");
  for (CLI::App* const command : {&fill, &run}) {
    command->add_option("--submission", submission, "HOST:PORT")->required();
    command->add_option("--organs", organs, "organs that report")->required()->check(CLI::Range(50, 200'000));
  }
  run.add_option("--from", options.from, "number of the first organ whose report is submitted");
  run.add_option("--count", options.size.count, "reports to submit, again from the first where there are too few")
      ->required();
  run.add_option("--warm", options.size.warm, "answers before the clock starts");
  run.add_option("--submitters", options.submitters, "under way at a time")->capture_default_str();
  run.add_flag("--streams", options.streams, "over streams of four at a time instead of one call for each");
  CLI11_PARSE(app, argc, argv);

  const scale::Nation nation = scale::MakeNation(organs);
  const scale::ReportMaker reports(kSeed, kYear - 1, kTextBytes);
  if (fill.parsed()) {
    Fill(submission, nation, reports);
  } else {
    std::cout << Run(submission, nation, reports, options) << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "submit_load: " << error.what() << "\n";
    return 1;
  }
}
