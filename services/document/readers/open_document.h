// Any file an organ may have, as blocks.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"
#include "services/document/domain/open_document.h"

namespace nianbao::document::readers {

// Chooses the reader by the bytes; the ending of the name decides between kinds of text only. An archive must hold one
// document, or the file must name the entry.
//
// Errors: INVALID_ARGUMENT UNSUPPORTED_FORMAT when no reader knows the bytes, SEVERAL_DOCUMENTS with the names of the
// first entries as metadata "entry1", "entry2", …, ENTRY_UNKNOWN, and those of the readers.
absl::StatusOr<domain::Document> OpenDocument(const domain::File& file, domain::Budget& budget);

}  // namespace nianbao::document::readers
