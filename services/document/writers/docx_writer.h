// Writes a Word document.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// Office Open XML on A4 in the fonts and sizes of the official form. INTERNAL DOCUMENT_NOT_WRITTEN when memory gives
// out.
absl::StatusOr<std::string> WriteDocx(const domain::PrintedReport& report);

}  // namespace nianbao::document::writers
