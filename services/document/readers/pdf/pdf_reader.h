// Reads PDF files by the places of their words and the lines drawn between them.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads a PDF file whose text is text. See BuildLayout for the blocks. Restrictions of printing or copying are no
// obstacle while the file opens without a password.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE, with metadata "cause": "damaged" (no PDF, truncated, broken streams),
// "password", "no_text" (scanned pages), "no_characters" (glyphs without the characters they stand for).
absl::StatusOr<domain::Document> ReadPdf(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
