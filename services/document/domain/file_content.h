// What the bytes of a file say before anybody reads them.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::domain {

// RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE for the limit input_bytes; INVALID_ARGUMENT DOCUMENT_UNREADABLE when there is
// nothing but white space.
absl::Status CheckContent(absl::string_view content, const Limits& limits);

// By the ending of its name; by its first sign where it has none.
bool IsJson(absl::string_view file_name, absl::string_view content);

}  // namespace nianbao::document::domain
