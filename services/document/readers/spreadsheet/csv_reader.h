// Reads tables saved as text with separators.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads one table with Columns::kGrid, in any encoding of domain::ToUtf8. The separator is the comma, TAB or semicolon
// that stands most often outside quotes. A place has the row, also as its line, and the column. Empty rows and columns
// at the end are cut; an empty row in between has no cells.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are no text or the quotes do not close; RESOURCE_EXHAUSTED when
// the budget is spent.
absl::StatusOr<domain::Document> ReadCsv(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
