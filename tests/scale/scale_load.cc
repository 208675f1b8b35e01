// Sends a synthetic nation to running services, or asks them about it.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/scale/ask.h"
#include "tests/scale/fill.h"

namespace nianbao::scale {
namespace {

double ProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int Run(int argc, char** argv) {
  CLI::App app("Sends a synthetic nation to running services, or asks them about it. Prints what it took as JSON.",
               "scale_load");
  app.require_subcommand(1);
  RosterOptions roster;
  FillOptions fill;
  AskOptions ask;
  const auto add_nation = [](CLI::App& command, RosterOptions& options) {
    command.add_option("--organs", options.organs, "organs that report")->required()->check(CLI::Range(50, 1'000'000));
    command.add_option("--years", options.years, "years they report on, the last ones")
        ->required()
        ->check(CLI::Range(1, 4));
  };
  const auto add_totals = [](CLI::App& command, auto& options) {
    command.add_option("--aggregation", options.aggregation, "HOST:PORT")->required();
    command.add_option("--sums", options.sums, "file of what was sent, summed")->required();
  };
  CLI::App& roster_command = *app.add_subcommand("roster", "imports the organs and freezes the lists of the years");
  roster_command.add_option("--submission", roster.submission, "HOST:PORT")->required();
  add_nation(roster_command, roster);
  CLI::App& fill_command = *app.add_subcommand("fill", "submits and accepts the reports of these organs");
  fill_command.add_option("--submission", fill.submission, "HOST:PORT")->required();
  add_nation(fill_command, fill);
  add_totals(fill_command, fill);
  fill_command.add_option("--text-bytes", fill.text_bytes, "length of the written sections")->required();
  fill_command.add_option("--seed", fill.seed, "of the figures and texts")->required();
  CLI::App& ask_command = *app.add_subcommand("ask", "waits for the totals and measures calls about the nation");
  ask_command.add_option("--submission", ask.submission, "HOST:PORT")->required();
  add_totals(ask_command, ask);
  ask_command.add_option("--started-at", ask.started_at, "when the aggregation was started, in seconds since 1970")
      ->required();
  CLI11_PARSE(app, argc, argv);

  nlohmann::json result;
  if (roster_command.parsed()) result = FillRoster(roster);
  if (fill_command.parsed()) result = Fill(fill);
  if (ask_command.parsed()) result = Ask(ask);
  result["cpu_s"] = ProcessorSeconds();
  std::cout << result << "\n";
  return 0;
}

}  // namespace
}  // namespace nianbao::scale

int main(int argc, char** argv) {
  try {
    return nianbao::scale::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "scale_load: " << error.what() << "\n";
    return 1;
  }
}
