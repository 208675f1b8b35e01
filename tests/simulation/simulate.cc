// Histories from a seed on, with a table of what was done in them. Ends with status 1 when one breaks a promise.
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "tests/simulation/series.h"

namespace nianbao::simulation {
namespace {

// A process of its own: in one, histories go one by one.
class Part {
 public:
  Part(uint64_t first_seed, int64_t histories) {
    int ends[2];
    if (pipe(ends) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      const Series series = GoThrough(first_seed, histories);
      Send(ends[1], &series.tally, sizeof(series.tally));
      Send(ends[1], &series.trace, sizeof(series.trace));
      Send(ends[1], series.broken.data(), series.broken.size());
      _exit(0);
    }
    close(ends[1]);
    from_ = ends[0];
  }

  // Waits until it ends. False when it did so on the way.
  bool Take(Series& series) {
    std::string sent;
    char buffer[4096];
    for (ssize_t count = 0; (count = read(from_, buffer, sizeof(buffer))) > 0;) sent.append(buffer, count);
    close(from_);
    int status = 0;
    if (child_ < 0 || waitpid(child_, &status, 0) != child_ || status != 0) return false;
    const size_t numbers = sizeof(series.tally) + sizeof(series.trace);
    if (sent.size() < numbers) return false;
    std::memcpy(&series.tally, sent.data(), sizeof(series.tally));
    std::memcpy(&series.trace, sent.data() + sizeof(series.tally), sizeof(series.trace));
    series.broken = sent.substr(numbers);
    return true;
  }

 private:
  static void Send(int to, const void* bytes, size_t count) {
    const char* at = static_cast<const char*>(bytes);
    while (count > 0) {
      const ssize_t written = write(to, at, count);
      if (written <= 0) _exit(1);
      at += written;
      count -= static_cast<size_t>(written);
    }
  }

  pid_t child_ = -1;
  int from_ = -1;
};

int Main(int argc, char** argv) {
  uint64_t seed = 1;
  int64_t histories = 10'000;
  int64_t processes = 1;
  CLI::App app("Goes through histories of submission and aggregation on a disk that loses what was not synced.");
  app.add_option("--seed", seed, "Seed of the first history; the others follow")->capture_default_str();
  app.add_option("--histories", histories, "How many")->capture_default_str()->check(CLI::PositiveNumber);
  app.add_option("--processes", processes, "At once")->capture_default_str()->check(CLI::Range(1, 64));
  CLI11_PARSE(app, argc, argv);

  const absl::Time begin = absl::Now();
  processes = std::min(processes, histories);
  std::vector<Part> parts;
  for (int64_t i = 0; i < processes; ++i) {
    const int64_t from = histories * i / processes;
    parts.emplace_back(seed + static_cast<uint64_t>(from), histories * (i + 1) / processes - from);
  }
  Tally tally;
  std::string broken;
  std::string traces;
  for (Part& part : parts) {
    Series series;
    if (!part.Take(series)) series.broken = "a process ended on the way\n";
    tally.Add(series.tally);
    traces += absl::StrFormat(" %016x", series.trace);
    broken += series.broken;
  }
  std::printf("%s%.1f s in %ld processes; traces%s\n", tally.Table().c_str(),
              absl::ToDoubleSeconds(absl::Now() - begin), processes, traces.c_str());
  std::fputs(broken.c_str(), stderr);
  return broken.empty() ? 0 : 1;
}

}  // namespace
}  // namespace nianbao::simulation

int main(int argc, char** argv) { return nianbao::simulation::Main(argc, argv); }
