// Calls of every method with requests that are almost good, over a socket. Ends with status 1 when an answer breaks a
// promise, or the suite is not well afterwards.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>

#include "tests/rpc_fuzz/methods.h"
#include "tests/rpc_fuzz/round.h"

namespace nianbao::rpc_fuzz {
namespace {

// A suite that has gone through more than that is full of what nobody needs.
constexpr int64_t kRoundCallsMax = 2000;

int Main(int argc, char** argv) {
  RoundPlan plan;
  int64_t calls = plan.calls;
  CLI::App app(
      "Calls every method of the suite with requests that are almost good. What the services log goes to stderr.");
  app.add_option("--seed", plan.seed, "Seed of the first round; the others follow")->capture_default_str();
  app.add_option("--calls", calls, "How many, in rounds of at most 2000 with a suite each")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app.add_option("--at-once", plan.at_once, "Under way together")->capture_default_str()->check(CLI::Range(1, 256));
  CLI11_PARSE(app, argc, argv);

  Tally tally;
  bool broken = false;
  for (; calls > 0; calls -= plan.calls, ++plan.seed) {
    plan.calls = std::min(calls, kRoundCallsMax);
    const std::string findings = GoRound(plan, tally);
    if (findings.empty()) continue;
    broken = true;
    std::printf("seed %lu:\n%s", plan.seed, findings.c_str());
    std::fflush(stdout);
  }
  std::fputs(tally.Table().c_str(), stdout);
  const std::string never = tally.NeverAccepted();
  std::printf("%zu methods; never accepted: %s\n", Methods().size(), never.empty() ? "none" : never.c_str());
  return broken ? 1 : 0;
}

}  // namespace
}  // namespace nianbao::rpc_fuzz

int main(int argc, char** argv) {
  try {
    return nianbao::rpc_fuzz::Main(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "rpc_fuzz: %s\n", e.what());
    return 2;
  }
}
