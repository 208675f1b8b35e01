// How long calls took, since somebody asked last.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao::cluster {

class Latencies {
 public:
  void Note(const std::string& method, absl::Duration took);

  // {METHOD: [milliseconds]}; the next ones begin anew.
  nlohmann::json Take();

 private:
  absl::Mutex mutex_;
  std::map<std::string, std::vector<double>> taken_ms_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::cluster
