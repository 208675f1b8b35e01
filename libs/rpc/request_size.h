// How large a request may be.
#pragma once

#include <cstddef>

#include "absl/status/status.h"

namespace nianbao::rpc {

// RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE for more than bytes_max.
absl::Status CheckRequestSize(size_t bytes, size_t bytes_max);

}  // namespace nianbao::rpc
