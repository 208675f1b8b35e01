// Reads plain text, whatever became of the tables in it.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads text in the encodings of ToUtf8, whatever its line ends. Tables may be
// - as a word processor's "save as text" leaves them: every TAB begins a cell. A line without TAB goes on with the cell
//   of the line before, unless an empty line stands between: an empty line ends the row, and text after it is a
//   paragraph, which ends the table. So does the heading of a section, indented or not;
// - one row a line with TABs between the cells, when most lines with TABs have them there;
// - one row a line with | between the cells, with or without them at the ends. Lines of nothing but - : and | are
//   dropped;
// - one cell a line with a | after it, on its line or the next;
// - laid out with spaces: see ReadLayoutText.
// Cells that stand alone on their lines are paragraphs here; the recogniser puts them together.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are no text, with the offset of the first bad byte.
absl::StatusOr<domain::Document> ReadText(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
