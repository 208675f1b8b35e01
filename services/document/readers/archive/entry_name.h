// Names of the entries of an archive.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// The name in UTF-8 with "/" between folders and none in front. Bytes that are not UTF-8 are read as GB18030, which
// Chinese archivers write without saying so. INVALID_ARGUMENT DOCUMENT_UNREADABLE when a part of it is "..".
absl::StatusOr<std::string> EntryName(absl::string_view bytes);

}  // namespace nianbao::document::readers
