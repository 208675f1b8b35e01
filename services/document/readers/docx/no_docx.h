// The refusal of files that are called .docx and are something else.
#pragma once

#include "absl/status/status.h"
#include "services/document/readers/sniff/sniff.h"

namespace nianbao::document::readers {

// INVALID_ARGUMENT DOCUMENT_UNREADABLE, naming what the file is, with metadata "kind".
absl::Status NoDocx(Kind kind);

}  // namespace nianbao::document::readers
