#include "tests/cluster/latencies.h"

#include <utility>

namespace nianbao::cluster {

void Latencies::Note(const std::string& method, absl::Duration took) {
  absl::MutexLock lock(&mutex_);
  taken_ms_[method].push_back(static_cast<double>(absl::ToInt64Microseconds(took)) / 1000);
}

nlohmann::json Latencies::Take() {
  absl::MutexLock lock(&mutex_);
  return std::exchange(taken_ms_, {});
}

}  // namespace nianbao::cluster
