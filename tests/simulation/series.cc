#include "tests/simulation/series.h"

#include "absl/strings/str_cat.h"
#include "tests/simulation/history.h"

namespace nianbao::simulation {

Series GoThrough(uint64_t first_seed, int64_t histories) {
  const DiskImage founded = FoundedStore();
  Series series;
  Trace trace;
  for (int64_t i = 0; i < histories && series.broken.empty(); ++i) {
    const uint64_t seed = first_seed + static_cast<uint64_t>(i);
    const Outcome outcome = RunHistory(seed, founded);
    series.tally.Add(outcome.tally);
    trace.Note(static_cast<int64_t>(outcome.trace));
    if (outcome.findings.empty()) continue;
    series.broken = absl::StrCat("broken after ", i + 1, " histories: ", outcome.findings.promise(), "\n  ",
                                 outcome.findings.what(), "\n  make simulate SEED=", seed, " HISTORIES=1\n");
  }
  series.trace = trace.hash();
  return series;
}

}  // namespace nianbao::simulation
