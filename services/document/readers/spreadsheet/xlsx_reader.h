// Reads workbooks.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// Reads every visible sheet that has a text as one table with Columns::kGrid, in the order of the workbook. A place has
// the sheet, row and column. Empty rows and columns at the end are cut; an empty row in between has no cells.
//
// Numbers are the stored ones, exact to the 15 digits that a spreadsheet keeps and without regard to the format in
// which they are shown; a formula gives its stored result, an error its name, such as #REF!.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when it is no workbook; RESOURCE_EXHAUSTED when the budget is spent.
absl::StatusOr<domain::Document> ReadXlsx(absl::string_view content, domain::Budget& budget);

}  // namespace nianbao::document::readers
