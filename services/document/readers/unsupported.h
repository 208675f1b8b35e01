// The refusal of files that no reader knows.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/document/readers/sniff/sniff.h"

namespace nianbao::document::readers {

// INVALID_ARGUMENT UNSUPPORTED_FORMAT, or DOCUMENT_UNREADABLE for a file behind a password, naming what the file is.
absl::Status Unsupported(Kind kind, absl::string_view file_name);

}  // namespace nianbao::document::readers
