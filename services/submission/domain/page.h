// How many entries a page holds.
#pragma once

#include "absl/status/statusor.h"

namespace nianbao::submission {

// The size to use for a requested one: 0 means the default, more than the maximum the maximum.
// INVALID_ARGUMENT FIELD_INVALID for a negative one.
absl::StatusOr<int> PageSize(int requested, int by_default, int maximum);

}  // namespace nianbao::submission
