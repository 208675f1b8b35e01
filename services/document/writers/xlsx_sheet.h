// One sheet of the workbook.
#pragma once

#include <xlsxwriter.h>

#include <string>
#include <vector>

#include "services/document/domain/printed_report.h"
#include "services/document/writers/xlsx_formats.h"

namespace nianbao::document::writers {

// Adds a sheet with these lines of title, the heading of the section, and its paragraphs or its table, set up to print
// on A4. Texts must not be longer than a cell can hold.
lxw_error AddSheet(lxw_workbook* workbook, XlsxFormats& formats, const std::vector<std::string>& title,
                   const domain::PrintedSection& section);

// Adds a sheet with the annex, such as "附件1", set up as the others. Its tables stand below each other.
lxw_error AddAnnexSheet(lxw_workbook* workbook, XlsxFormats& formats, const domain::PrintedAnnex& annex);

}  // namespace nianbao::document::writers
