// What those who followed a cluster know in the end.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/cluster/caller.h"
#include "tests/cluster/watchers.h"

namespace nianbao::cluster {

// The log from its first event to its end. Throws std::runtime_error when it cannot be read.
std::vector<submission::v1::EventRecord> WholeLog(const Caller& auditor);

// Stops the watcher once it has reached the end, and holds what it was told against a fresh read:
//   {"name", "way", "resumptions", "reached_the_end", "same_as_a_fresh_read", "faults": [sentence]}
nlohmann::json EndOf(TotalWatcher& watcher, Way way, const Figures& fresh, int64_t end);
nlohmann::json EndOf(LogWatcher& watcher, Way way, const std::vector<submission::v1::EventRecord>& log);

}  // namespace nianbao::cluster
