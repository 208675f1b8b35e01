#include "services/document/writers/batch_sheet_xlsx.h"

#include <xlsxwriter.h>

#include "libs/status/try.h"
#include "services/document/writers/xlsx_cell.h"
#include "services/document/writers/xlsx_figures.h"
#include "services/document/writers/xlsx_formats.h"
#include "services/document/writers/xlsx_rules.h"
#include "services/document/writers/xlsx_workbook.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedTable;

// Above the table: title and note.
constexpr lxw_row_t kTop = 2;
// Organ, name and year.
constexpr lxw_col_t kColumnsInSight = 3;
constexpr double kPointsOfColumnUnit = 5.25;
constexpr double kTitleHeight = 42;
constexpr double kReportHeight = 20;

absl::Status CheckSheetFits(const domain::PrintedSheet& sheet) {
  for (const domain::PrintedRow& row : sheet.table.rows) {
    for (const domain::PrintedCell& cell : row) RETURN_IF_ERROR(CheckFits(row[1].text, cell.text));
  }
  return absl::OkStatus();
}

// The figures of one report.
PrintedTable OneRow(const domain::PrintedRow& row) {
  PrintedTable table;
  table.rows.push_back(row);
  return table;
}

lxw_error WriteRow(lxw_worksheet* sheet, XlsxFormats& formats, lxw_row_t row, double height,
                   const domain::PrintedRow& printed) {
  worksheet_set_row(sheet, row, height, nullptr);
  const PrintedTable table = OneRow(printed);
  const XlsxFigures figures(table, row);
  for (const domain::PrintedCell& cell : printed) {
    if (const lxw_error error = WriteCell(sheet, formats, figures, row, cell); error != LXW_NO_ERROR) return error;
  }
  return LXW_NO_ERROR;
}

lxw_error SetUp(lxw_worksheet* sheet, const PrintedTable& table) {
  for (size_t i = 0; i < table.widths.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const lxw_error error =
        worksheet_set_column(sheet, column, column, table.widths[i] / 20.0 / kPointsOfColumnUnit, nullptr);
    if (error != LXW_NO_ERROR) return error;
  }
  worksheet_freeze_panes(sheet, kTop + table.header_rows, kColumnsInSight);
  worksheet_set_landscape(sheet);
  return LXW_NO_ERROR;
}

lxw_error HelpToFillIn(lxw_worksheet* sheet, XlsxFormats& formats, const PrintedTable& table) {
  const int reports = static_cast<int>(table.rows.size()) - table.header_rows;
  if (reports == 0) return LXW_NO_ERROR;
  const PrintedTable first = OneRow(table.rows[table.header_rows]);
  const XlsxFigures figures(first, kTop + table.header_rows);
  if (const lxw_error error = LimitEntries(sheet, figures, reports); error != LXW_NO_ERROR) return error;
  return MarkBrokenRules(sheet, figures, formats.Broken(), reports);
}

lxw_error AddBatchSheet(lxw_workbook* workbook, const domain::PrintedSheet& printed) {
  XlsxFormats formats(workbook);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, "批量表");
  if (sheet == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  const PrintedTable& table = printed.table;
  lxw_error error = SetUp(sheet, table);
  if (error == LXW_NO_ERROR) error = WriteText(sheet, 0, 0, printed.title, formats.Heading());
  if (error == LXW_NO_ERROR) error = WriteText(sheet, 1, 0, printed.note, formats.Note());
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const double height = static_cast<int>(i) + 1 < table.header_rows ? kTitleHeight : kReportHeight;
    if (error != LXW_NO_ERROR) return error;
    error = WriteRow(sheet, formats, static_cast<lxw_row_t>(kTop + i), height, table.rows[i]);
  }
  return error == LXW_NO_ERROR ? HelpToFillIn(sheet, formats, table) : error;
}

}  // namespace

absl::StatusOr<std::string> WriteBatchSheetXlsx(const domain::PrintedSheet& sheet) {
  RETURN_IF_ERROR(CheckSheetFits(sheet));
  return MakeWorkbook(sheet.title, [&](lxw_workbook* workbook) { return AddBatchSheet(workbook, sheet); });
}

}  // namespace nianbao::document::writers
