// Reads "single file web pages": .mht, .mhtml, and .doc files that are one.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// True when the content begins as a MIME message with a type.
bool IsMhtml(absl::string_view content);

// Reads the first page of the message, as ReadHtml does. Lines count from the beginning of that page.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when there is no page in it, or the page is no text; RESOURCE_EXHAUSTED when the
// budget is spent.
absl::StatusOr<domain::Document> ReadMhtml(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
