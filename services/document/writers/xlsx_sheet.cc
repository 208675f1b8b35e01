#include "services/document/writers/xlsx_sheet.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "services/document/writers/xlsx_cell.h"
#include "services/document/writers/xlsx_figures.h"
#include "services/document/writers/xlsx_rules.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;
using domain::PrintedRow;
using domain::PrintedTable;

constexpr uint8_t kPaperA4 = 9;
// Points of one unit of column width, and of what a cell leaves free at its sides.
constexpr double kColumnUnit = 5.25;
constexpr double kPadding = 5;
// The most a row can have.
constexpr double kRowHeightMax = 409;
constexpr double kParagraphColumn = 440;

double Points(int twentieths) { return twentieths / 20.0; }

// Of text that is `size` points high: a character is as wide, one of ASCII half of it.
double TextWidth(const std::string& text, double size) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) width += byte < 0x80U ? size / 2 : size;
  }
  return width;
}

// How many lines a text takes in a cell of this width.
double LinesOf(const std::string& text, double size, double cell_width) {
  const double whole_characters = std::floor((cell_width - kPadding) / size);
  return std::max(1.0, std::ceil(TextWidth(text, size) / (std::max(1.0, whole_characters) * size)));
}

double HeightOf(double lines, double size) { return std::min(kRowHeightMax, (lines + 0.5) * 1.4 * size); }

// Excel sizes no row by its merged cells, and other programs none at all, so every row is sized here.
double RowHeight(const PrintedTable& table, const PrintedRow& row) {
  double lines = 1;
  for (const PrintedCell& cell : row) {
    if (cell.rows > 1) continue;
    const auto first = table.widths.begin() + cell.column;
    const double width = Points(std::accumulate(first, first + cell.columns, 0));
    lines = std::max(lines, LinesOf(cell.text, XlsxFormats::kTableSize, width));
  }
  return HeightOf(lines, XlsxFormats::kTableSize);
}

void SetColumns(lxw_worksheet* sheet, const std::vector<int>& widths) {
  for (size_t i = 0; i < widths.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, Points(widths[i]) / kColumnUnit, nullptr);
  }
}

lxw_error AddRows(lxw_worksheet* sheet, XlsxFormats& formats, const XlsxFigures& figures, lxw_row_t top,
                  const PrintedTable& table) {
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const auto row = static_cast<lxw_row_t>(top + i);
    worksheet_set_row(sheet, row, RowHeight(table, table.rows[i]), nullptr);
    for (const PrintedCell& cell : table.rows[i]) {
      if (const lxw_error error = WriteCell(sheet, formats, figures, row, cell); error != LXW_NO_ERROR) return error;
    }
  }
  return LXW_NO_ERROR;
}

lxw_error AddTable(lxw_worksheet* sheet, XlsxFormats& formats, lxw_row_t top, const PrintedTable& table) {
  SetColumns(sheet, table.widths);
  const XlsxFigures figures(table, top);
  if (const lxw_error error = AddRows(sheet, formats, figures, top, table); error != LXW_NO_ERROR) return error;
  if (table.header_rows > 0) worksheet_repeat_rows(sheet, top, top + table.header_rows - 1);
  if (const lxw_error error = LimitEntries(sheet, figures); error != LXW_NO_ERROR) return error;
  return MarkBrokenRules(sheet, figures, formats.Broken());
}

// A sheet set up to print on A4; nullptr when the name is too long.
lxw_worksheet* NewSheet(lxw_workbook* workbook, const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.c_str());
  if (sheet == nullptr) return nullptr;
  worksheet_set_paper(sheet, kPaperA4);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_center_horizontally(sheet);
  return sheet;
}

// The columns of a sheet that holds several tables: those of the tables that have the most, each as wide as in any.
std::vector<int> SharedWidths(const std::vector<domain::CaptionedTable>& tables) {
  std::vector<int> widths;
  for (const domain::CaptionedTable& table : tables) {
    const std::vector<int>& own = table.table.widths;
    if (own.size() > widths.size()) widths.assign(own.size(), 0);
    if (own.size() < widths.size()) continue;
    for (size_t i = 0; i < own.size(); ++i) widths[i] = std::max(widths[i], own[i]);
  }
  return widths.empty() ? std::vector<int>{domain::kTableWidth} : widths;
}

// The table on columns of these widths; its last column covers those it has not.
PrintedTable OnColumns(const std::vector<int>& widths, PrintedTable table) {
  const int last = static_cast<int>(table.widths.size()) - 1;
  for (PrintedRow& row : table.rows) {
    for (PrintedCell& cell : row) {
      if (cell.column == last) cell.columns = static_cast<int>(widths.size()) - last;
    }
  }
  table.widths = widths;
  return table;
}

// Lines of text, each over the whole width of a sheet.
class WideLines {
 public:
  WideLines(lxw_worksheet* sheet, const std::vector<int>& widths)
      : sheet_(sheet),
        last_column_(static_cast<lxw_col_t>(widths.size() - 1)),
        width_(Points(std::accumulate(widths.begin(), widths.end(), 0))) {}

  lxw_error Add(lxw_row_t row, const std::string& text, double size, lxw_format* format) {
    worksheet_set_row(sheet_, row, HeightOf(LinesOf(text, size, width_), size), nullptr);
    if (last_column_ > 0) {
      const lxw_error error = worksheet_merge_range(sheet_, row, 0, row, last_column_, "", format);
      if (error != LXW_NO_ERROR) return error;
    }
    return WriteText(sheet_, row, 0, text, format);
  }

 private:
  lxw_worksheet* const sheet_;
  const lxw_col_t last_column_;
  const double width_;
};

}  // namespace

lxw_error AddAnnexSheet(lxw_workbook* workbook, XlsxFormats& formats, const domain::PrintedAnnex& annex) {
  lxw_worksheet* sheet = NewSheet(workbook, absl::StrCat("附件", annex.number));
  if (sheet == nullptr) return LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED;
  const std::vector<int> widths = SharedWidths(annex.tables);
  SetColumns(sheet, widths);
  WideLines lines(sheet, widths);
  lxw_row_t row = 0;
  lxw_error error = LXW_NO_ERROR;
  const auto add_line = [&](const std::string& text, double size, lxw_format* format) {
    if (error == LXW_NO_ERROR) error = lines.Add(row++, text, size, format);
  };
  add_line(annex.heading, XlsxFormats::kTextSize, formats.Heading());
  add_line(annex.title, XlsxFormats::kTitleSize, formats.Title());
  for (const std::string& text : annex.paragraphs) add_line(text, XlsxFormats::kTextSize, formats.Paragraph());
  for (const domain::CaptionedTable& table : annex.tables) {
    add_line(table.caption, XlsxFormats::kTextSize, formats.Heading());
    const PrintedTable placed = OnColumns(widths, table.table);
    if (error == LXW_NO_ERROR) error = AddRows(sheet, formats, XlsxFigures(placed, row), row, placed);
    row += static_cast<lxw_row_t>(placed.rows.size());
  }
  return error;
}

lxw_error AddSheet(lxw_workbook* workbook, XlsxFormats& formats, const std::vector<std::string>& title,
                   const domain::PrintedSection& section) {
  lxw_worksheet* sheet = NewSheet(workbook, section.heading);
  if (sheet == nullptr) return LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED;
  lxw_row_t row = 0;
  lxw_error error = LXW_NO_ERROR;
  const auto add_line = [&](const std::string& text, double size, double lines, lxw_format* format) {
    worksheet_set_row(sheet, row, HeightOf(lines, size), nullptr);
    if (error == LXW_NO_ERROR) error = WriteText(sheet, row++, 0, text, format);
  };
  const auto add_wrapped = [&](const std::string& text, double size, lxw_format* format) {
    add_line(text, size, LinesOf(text, size, kParagraphColumn), format);
  };
  for (const std::string& line : title) add_wrapped(line, XlsxFormats::kTitleSize, formats.Title());
  add_line(section.heading, XlsxFormats::kTextSize, 1, formats.Heading());
  if (section.table) return error == LXW_NO_ERROR ? AddTable(sheet, formats, row, *section.table) : error;
  worksheet_set_column(sheet, 0, 0, kParagraphColumn / kColumnUnit, nullptr);
  for (const std::string& text : section.paragraphs) add_wrapped(text, XlsxFormats::kTextSize, formats.Paragraph());
  return error;
}

}  // namespace nianbao::document::writers
