// Brings a small nation into a submission service and submits a report of each organ, for watch_load to have accepted,
// or has them accepted too.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/scale/nation.h"
#include "tests/scale/phase.h"
#include "tests/scale/report_maker.h"
#include "tests/scale/submission_calls.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;

constexpr int kStreams = 4;
constexpr int kThreads = 16;
constexpr int kTextBytes = 1500;
constexpr uint64_t kSeed = 2026;

int Run(int argc, char** argv) {
  CLI::App app("Submits a report of each organ of a small nation. Prints the filings as JSON.", "watch_fill");
  std::string submission;
  int organs = 0;
  int year = 0;
  bool accept = false;
  app.add_option("--submission", submission, "HOST:PORT")->required();
  app.add_option("--organs", organs, "organs that report")->required()->check(CLI::Range(50, 10'000));
  app.add_option("--year", year, "year they report on")->required();
  app.add_flag("--accept", accept, "have the reports accepted");
  CLI11_PARSE(app, argc, argv);

  const scale::Nation nation = scale::MakeNation(organs);
  const scale::ReportMaker reports(kSeed, year, kTextBytes);
  scale::SubmissionCalls calls(submission);
  calls.Import(nation.organs);
  calls.Freeze(year);
  std::vector<std::unique_ptr<client::SubmissionStream>> streams;
  for (int i = 0; i < kStreams; ++i) streams.push_back(calls.OpenStream());
  std::vector<scale::Submitted> submitted(nation.reporters.size());
  scale::RunPhase("submit", submitted.size(), 1, kThreads, [&](size_t i, size_t, int thread) {
    const scale::Reporter& reporter = nation.reporters[i];
    submitted[i] = calls.Submit(*streams[thread % kStreams], reporter.organ, reports.Make(reporter, i, year));
  });
  if (accept) {
    scale::RunPhase("accept", submitted.size(), 1, kThreads,
                    [&](size_t i, size_t, int) { calls.Accept(submitted[i]); });
  }
  json filings = json::array();
  for (const scale::Submitted& one : submitted) filings.push_back({{"filing", one.filing}, {"etag", one.etag}});
  std::cout << filings << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "watch_fill: " << error.what() << "\n";
    return 1;
  }
}
