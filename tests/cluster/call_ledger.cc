#include "tests/cluster/call_ledger.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace nianbao::cluster {

void CallLedger::Note(const std::string& method, const std::string& way, const absl::Status& status,
                      absl::Duration took) {
  absl::MutexLock lock(&mutex_);
  ++calls_[method];
  slowest_ = std::max(slowest_, took);
  if (!status.ok()) {
    failed_.push_back(absl::StrCat(absl::FormatTime(absl::Now()), " ", method, " ", way, " after ",
                                   absl::FormatDuration(took), ": ", status.ToString()));
  }
}

nlohmann::json CallLedger::ToJson() {
  absl::MutexLock lock(&mutex_);
  return {{"calls", calls_}, {"slowest_ms", absl::ToInt64Milliseconds(slowest_)}, {"failed", failed_}};
}

}  // namespace nianbao::cluster
