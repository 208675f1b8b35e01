// Files to disk.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::cli {

// Whether a file of this name may be replaced.
enum class Existing { kKeep, kReplace };

// Writes the whole file or says that it could not. ALREADY_EXISTS FILE_EXISTS; UNAVAILABLE FILE_NOT_WRITTEN, and then
// a new file is removed again.
absl::Status WriteFile(const std::string& path, absl::string_view content, Existing existing);

}  // namespace nianbao::cli
