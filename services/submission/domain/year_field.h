// The year that a request is about.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

namespace nianbao::submission {

// INVALID_ARGUMENT FIELD_INVALID for a year that cannot be reported on.
absl::Status CheckYear(int32_t year);

}  // namespace nianbao::submission
