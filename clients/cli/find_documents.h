// The documents that a command line names.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::cli {

// Files as they stand; of folders, every file in them and below whose ending the reader knows, in the order of their
// names. Hidden files and what Word leaves behind while it is open ("~$…") are passed over.
// NOT_FOUND FILE_UNREADABLE when a folder cannot be listed or holds no such file.
absl::StatusOr<std::vector<std::string>> FindDocuments(const std::vector<std::string>& paths);

}  // namespace nianbao::cli
