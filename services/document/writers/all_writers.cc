#include "services/document/writers/all_writers.h"

#include "services/document/writers/batch_sheet_csv.h"
#include "services/document/writers/batch_sheet_xlsx.h"
#include "services/document/writers/csv_writer.h"
#include "services/document/writers/docx_writer.h"
#include "services/document/writers/html_writer.h"
#include "services/document/writers/xlsx_writer.h"

namespace nianbao::document::writers {

domain::Writers AllWriters() { return {.docx = WriteDocx, .html = WriteHtml, .xlsx = WriteXlsx, .csv = WriteCsv}; }

domain::SheetWriters AllSheetWriters() { return {.xlsx = WriteBatchSheetXlsx, .csv = WriteBatchSheetCsv}; }

}  // namespace nianbao::document::writers
