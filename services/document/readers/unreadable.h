// The error of a reader whose bytes are not what the format promises.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// INVALID_ARGUMENT DOCUMENT_UNREADABLE with the message "content: got …, want …" and what a clerk should do.
absl::Status Unreadable(absl::string_view got, absl::string_view want, absl::string_view chinese);

}  // namespace nianbao::document::readers
