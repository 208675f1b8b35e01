// Reads plain text as a word processor's "save as text" leaves it.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads text in any encoding of domain::ToUtf8, whatever its line ends.
//
// Every TAB begins a cell. A line without TAB goes on with the cell of the line before, unless an empty line stands
// between: an empty line ends the row, and text after it is a paragraph, which ends the table. So does the heading of a
// section, indented or not, since the line before may be an indented paragraph.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are no text, with the offset of the first bad byte.
absl::StatusOr<domain::Document> ReadText(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
