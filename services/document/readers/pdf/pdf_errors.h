// Why a PDF file cannot be read, and what a clerk should do.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// All are INVALID_ARGUMENT DOCUMENT_UNREADABLE with metadata "cause".
absl::Status DamagedPdf(absl::string_view what);
absl::Status LockedPdf();
absl::Status PdfWithoutText(int pages);
absl::Status PdfWithoutCharacters();

}  // namespace nianbao::document::readers
