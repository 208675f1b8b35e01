// Writes a workbook.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// One sheet a section, named by its heading, and one an annex: the tables have columns of their own widths, and each
// prints on its own page. The title stands on the first sheet. Figures are numbers, shown with the decimals they have;
// a figure of more digits than a workbook keeps (15) is a text, as is everything that is no number.
//
// A total of the delivered rulebook is a formula where its result is what the report prints, so an empty report has
// formulas for all of them; any other total keeps its figure. Where an equation between the cells of a sheet is broken
// its cells are marked, and figures below 0 and parts of a count are warned of when they are typed. Nothing of this
// changes what reads back.
//
// INVALID_ARGUMENT FIELD_INVALID for a text of more than 32 767 UTF-16 units, the most a cell can hold; INTERNAL
// DOCUMENT_NOT_WRITTEN when there is no room for temporary files.
absl::StatusOr<std::string> WriteXlsx(const domain::PrintedReport& report);

}  // namespace nianbao::document::writers
