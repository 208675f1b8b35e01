// How calls went.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao::cluster {

class CallLedger {
 public:
  void Note(const std::string& method, const std::string& way, const absl::Status& status, absl::Duration took);

  // {"calls": {METHOD: n}, "slowest_ms": n, "failed": [sentence]}
  nlohmann::json ToJson();

 private:
  absl::Mutex mutex_;
  std::map<std::string, int> calls_ ABSL_GUARDED_BY(mutex_);
  absl::Duration slowest_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> failed_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::cluster
