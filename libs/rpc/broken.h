// What a caller is told when a handler threw.
#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"

namespace nianbao::rpc {

// INTERNAL INTERNAL with a fixed text. The story goes to the log alone.
absl::Status Broken(const Call& call, const char* what);

}  // namespace nianbao::rpc
