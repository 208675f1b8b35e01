// Secrets, which configuration names and does not hold.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::config {

// The one line in the file, without its end; "" for "". NOT_FOUND FILE_UNREADABLE, INVALID_ARGUMENT SECRET_INVALID when
// it holds no line, or several.
absl::StatusOr<std::string> SecretIn(const std::string& path);

}  // namespace nianbao::config
