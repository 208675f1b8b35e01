// Reads Word documents (.docx).
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads the body of the document as it is printed once every tracked change is accepted: with the ordinals of automatic
// lists, the results of fields and the content of text boxes; without hidden text, headers, footers and notes.
//
// A paragraph becomes one block for each of its lines, and its place's line is its ordinal among the paragraphs outside
// of tables. A table is a grid (Columns::kGrid): columns count from 1 in places, a cell's lines are separated by "\n".
// A table that holds a table is there for the layout alone: what its cells hold follows in order.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are no Word document; RESOURCE_EXHAUSTED when the budget is
// spent.
absl::StatusOr<domain::Document> ReadDocx(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
