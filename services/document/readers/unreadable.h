// The refusal of bytes that are not what their format promises.
#pragma once

#include "absl/strings/string_view.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {

// INVALID_ARGUMENT DOCUMENT_UNREADABLE, "content: got GOT, want WANT". chinese says what a clerk should do.
status::Error Unreadable(absl::string_view got, absl::string_view want, absl::string_view chinese);

}  // namespace nianbao::document::readers
