// The encoding of every file that is text.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// INVALID_ARGUMENT DOCUMENT_UNREADABLE with the offset of the first byte that is not UTF-8 text, or is NUL.
absl::Status CheckText(absl::string_view content);

// The content without the byte order mark that some programs put in front.
absl::string_view WithoutByteOrderMark(absl::string_view content);

}  // namespace nianbao::document::domain
