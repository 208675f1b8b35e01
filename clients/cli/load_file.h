// Files from disk.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::cli {

// The bytes of a file. NOT_FOUND FILE_UNREADABLE; RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE beyond 20 MB, which are not
// read.
absl::StatusOr<std::string> LoadFile(const std::string& path);

}  // namespace nianbao::cli
