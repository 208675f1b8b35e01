// What stands in a file.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::config {

// NOT_FOUND FILE_UNREADABLE, for a folder too.
absl::StatusOr<std::string> FileText(const std::string& path);

}  // namespace nianbao::config
