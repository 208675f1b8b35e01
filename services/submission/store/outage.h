// Why a database cannot be used for now: for people who can do something about it. All are UNAVAILABLE
// STORE_UNAVAILABLE, with the cause in their metadata.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

// "disk_full".
absl::Status DiskFull(absl::string_view what);
// "read_only".
absl::Status ReadOnly(absl::string_view what);
// "busy": somebody else works on it longer than is waited for.
absl::Status Busy(absl::string_view what);

}  // namespace nianbao::submission
