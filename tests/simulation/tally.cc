#include "tests/simulation/tally.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace nianbao::simulation {
namespace {

constexpr const char* kNames[static_cast<size_t>(Done::kCount)] = {
    "histories",
    "steps of the scheduler",
    "calls",
    "  attempts at them",
    "  acknowledged",
    "  refused",
    "  given up without an answer",
    "  asked again after the answer",
    "  answers lost on the way",
    "commits of several together",
    "events in the logs",
    "nonces used up",
    "crashes of submission: killed",
    "  power failed",
    "  either of them within a disk operation",
    "orderly restarts",
    "starts that failed",
    "checkpoints beside those of a close",
    "unsynced writes lost",
    "unsynced writes torn",
    "sectors damaged beside a write",
    "creations and deletions undone",
    "disk errors: read",
    "  write",
    "  disk full",
    "  sync",
    "  open, delete, size",
    "rules unavailable",
    "rules late",
    "crashes of aggregation",
    "batches of events",
    "  delivered twice",
    "  lost",
    "breaks of the feed",
    "messages told to watchers",
    "watchers resumed with a token",
    "days turned",
    "checks of the whole store",
};

}  // namespace

std::string Tally::Table() const {
  std::string table;
  for (size_t i = 0; i < counts_.size(); ++i) {
    absl::StrAppend(&table, absl::StrFormat("%-44s %12d\n", kNames[i], counts_[i]));
  }
  return table;
}

}  // namespace nianbao::simulation
