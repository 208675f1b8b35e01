// One cell of a sheet.
#pragma once

#include <xlsxwriter.h>

#include <string>

#include "services/document/domain/printed_report.h"
#include "services/document/writers/xlsx_figures.h"
#include "services/document/writers/xlsx_formats.h"

namespace nianbao::document::writers {

// The text as it stands; never a formula.
lxw_error WriteText(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format);

// A cell of a table, in its column, with those that it covers. A total of the figures is a formula.
lxw_error WriteCell(lxw_worksheet* sheet, XlsxFormats& formats, const XlsxFigures& figures, lxw_row_t row,
                    domain::PrintedCell cell);

}  // namespace nianbao::document::writers
