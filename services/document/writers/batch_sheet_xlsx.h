// Batch sheets as workbooks.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/batch_sheet/sheet_layout.h"

namespace nianbao::document::writers {

// One sheet. Its titles and whose the reports are stay in sight; totals are formulas, entries are limited, and what
// breaks a rule is marked.
absl::StatusOr<std::string> WriteBatchSheetXlsx(const domain::PrintedSheet& sheet);

}  // namespace nianbao::document::writers
