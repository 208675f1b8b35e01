// Reads web pages: as saved from a site, or as a word processor writes them.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads what the page shows, in any encoding of domain::ToUtf8. Scripts, navigation, comments, deleted text and what an
// element's own style hides are left out.
//
// Block elements and <br> end a paragraph; the rest joins without space. Tables have Columns::kGrid. A cell's text has
// one line for each of its paragraphs, and the value of a text field is text. Digits of <sup> and <sub> become raised
// and lowered ones, so that a footnote mark never makes a figure longer. A table that only arranges (see IsLayout)
// gives its cells' contents as blocks; one without any text gives nothing.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are no text; RESOURCE_EXHAUSTED when the budget is spent.
absl::StatusOr<domain::Document> ReadHtml(absl::string_view content, domain::Budget& budget);

// The same of a page that is UTF-8 already.
absl::StatusOr<domain::Document> ReadHtmlText(absl::string_view page, domain::Budget& budget);

}  // namespace nianbao::document::readers
