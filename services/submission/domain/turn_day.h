// The day on which a change that lay ahead comes about.
#pragma once

#include "absl/status/status.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Says again, in the log and in the roster of today, how those organs stand for which a new version holds by now. Does
// nothing when there are none. Errors: the store's.
absl::Status TurnDay(Store& store, const Clock& clock);

}  // namespace nianbao::submission
