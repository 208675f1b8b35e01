#include "services/document/writers/xlsx_cell.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "absl/strings/ascii.h"
#include "services/document/writers/xlsx_rules.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;

// As the format has it, text that looks like "_x0041_" stands for one character, so its underscore is written so too.
std::string Literal(const std::string& text) {
  std::string literal;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string code = text.substr(i, 7);
    const bool escape = code.size() == 7 && code[0] == '_' && code[1] == 'x' && code[6] == '_' &&
                        std::all_of(code.begin() + 2, code.begin() + 6, absl::ascii_isxdigit);
    literal += escape ? "_x005F_" : text.substr(i, 1);
  }
  return literal;
}

int DecimalsOf(const std::string& decimal) {
  const size_t point = decimal.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(decimal.size() - point - 1);
}

}  // namespace

lxw_error WriteText(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text,
                    lxw_format* format) {
  if (text.empty()) return worksheet_write_blank(sheet, row, column, format);
  return worksheet_write_string(sheet, row, column, Literal(text).c_str(), format);
}

lxw_error WriteCell(lxw_worksheet* sheet, XlsxFormats& formats, const XlsxFigures& figures, lxw_row_t row,
                    PrintedCell cell) {
  const std::optional<std::string> total = TotalFormula(cell, figures);
  const bool stored_number = IsStoredNumber(cell);
  // A total that is still blank shows a number as soon as there is one.
  cell.number = stored_number || total;
  lxw_format* format = formats.Cell(cell, DecimalsOf(cell.text));
  const auto column = static_cast<lxw_col_t>(cell.column);
  if (cell.rows > 1 || cell.columns > 1) {
    const lxw_error error = worksheet_merge_range(sheet, row, column, row + cell.rows - 1,
                                                  static_cast<lxw_col_t>(column + cell.columns - 1), "", format);
    if (error != LXW_NO_ERROR) return error;
  }
  const double value = stored_number ? std::strtod(cell.text.c_str(), nullptr) : 0;
  if (total && stored_number) return worksheet_write_formula_num(sheet, row, column, total->c_str(), format, value);
  if (total) return worksheet_write_formula_str(sheet, row, column, total->c_str(), format, "");
  if (stored_number) return worksheet_write_number(sheet, row, column, value, format);
  return WriteText(sheet, row, column, cell.text, format);
}

}  // namespace nianbao::document::writers
