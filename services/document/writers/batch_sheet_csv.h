// Batch sheets as CSV.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/batch_sheet/sheet_layout.h"

namespace nianbao::document::writers {

// A record with the full name of each column, one with the codes, and one a report.
absl::StatusOr<std::string> WriteBatchSheetCsv(const domain::PrintedSheet& sheet);

}  // namespace nianbao::document::writers
