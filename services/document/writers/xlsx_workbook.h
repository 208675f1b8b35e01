// A workbook in memory.
#pragma once

#include <xlsxwriter.h>

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace nianbao::document::writers {

// INVALID_ARGUMENT FIELD_INVALID for a text that is too long for a cell of a workbook. `where` names its place to
// people.
absl::Status CheckFits(const std::string& where, const std::string& text);

// The bytes of a workbook with this title and what `add` puts into it. INTERNAL DOCUMENT_NOT_WRITTEN when `add` ends
// with an error, or memory gives out.
absl::StatusOr<std::string> MakeWorkbook(std::string title, const std::function<lxw_error(lxw_workbook*)>& add);

}  // namespace nianbao::document::writers
