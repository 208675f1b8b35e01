// The writers that WriteDocument chooses from.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {

// Turns a printed report into the bytes of a file; the same report into the same bytes. INVALID_ARGUMENT FIELD_INVALID
// when the format has no room for a text; INTERNAL DOCUMENT_NOT_WRITTEN when memory or temporary files give out.
using Writer = absl::StatusOr<std::string> (*)(const PrintedReport& report);

struct Writers {
  Writer docx = nullptr;
  Writer html = nullptr;
  Writer xlsx = nullptr;
  Writer csv = nullptr;
};

}  // namespace nianbao::document::domain
