// Time by which to measure how long something takes.
#pragma once

#include "absl/time/time.h"

namespace nianbao::steady {

// Of a clock that is never set; it has no date. To be compared with itself alone.
absl::Time Now();

}  // namespace nianbao::steady
