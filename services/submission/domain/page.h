// How many entries a page holds, and where it begins.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

// The size to use for a requested one: 0 means the default, more than the maximum the maximum.
// INVALID_ARGUMENT FIELD_INVALID for a negative one.
absl::StatusOr<int> PageSize(int requested, int by_default, int maximum);

// INVALID_ARGUMENT FIELD_INVALID for a page_token that the list never gave.
absl::Status PageTokenInvalid(absl::string_view token);

}  // namespace nianbao::submission
