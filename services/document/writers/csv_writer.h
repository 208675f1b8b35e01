// Writes comma-separated values.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// RFC 4180 in UTF-8 with a byte order mark, without which Excel takes another encoding. One record a printed line or
// table row, every record with as many fields as the widest table; the places that a merged cell covers are empty.
//
// A text, not a number, that a spreadsheet would take for a formula gets an apostrophe in front: see formula_guard.h.
absl::StatusOr<std::string> WriteCsv(const domain::PrintedReport& report);

}  // namespace nianbao::document::writers
