// Old office files (.doc, .wps, .xls, .et, .rtf, .odt, …), through LibreOffice where it is installed.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Converts the file to .docx, and workbooks to .xlsx. What it is shows from its bytes.
//
// LibreOffice runs in a folder of its own with a fresh profile that forbids macros, active content and whatever a
// document links to; it is killed, with all its children, when the limit "office_time" is reached.
//
// INVALID_ARGUMENT UNSUPPORTED_FORMAT when the kind of file is none of these, or LibreOffice (`soffice`) is not on
// PATH; INVALID_ARGUMENT DOCUMENT_UNREADABLE when it cannot read the file; RESOURCE_EXHAUSTED when the budget is spent.
absl::StatusOr<std::string> ConvertOffice(absl::string_view content, domain::Budget& budget);

// Converts a text document and reads it with ReadDocx. The same errors.
absl::StatusOr<domain::Document> ReadOffice(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
