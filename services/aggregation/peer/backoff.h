// How long to wait before the event feed is followed again.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace nianbao::aggregation {

// True when the feed, or the one who serves it, is broken: DATA_LOSS or INTERNAL. Waiting alone does not mend that.
bool IsFault(const absl::Status& broken);

// Waits double from one vain attempt to the next. After a fault they grow further, and progress made before it counts
// for nothing: each attempt may have read the whole log.
class Backoff {
 public:
  // The wait after an attempt that ended with `broken`. progressed: events were taken in.
  absl::Duration Next(const absl::Status& broken, bool progressed);

 private:
  absl::Duration last_ = absl::ZeroDuration();
};

}  // namespace nianbao::aggregation
