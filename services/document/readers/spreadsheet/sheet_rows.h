// The first sheet of a workbook as rows of texts.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// All rows are as long as the longest; blank cells, and what merged cells cover, are empty. Cells read as ReadXlsx
// reads them. No rows when no sheet has a text. Errors as ReadXlsx.
absl::StatusOr<std::vector<std::vector<std::string>>> ReadFirstSheet(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
