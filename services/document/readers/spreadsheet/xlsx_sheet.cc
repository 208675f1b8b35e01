#include "services/document/readers/spreadsheet/xlsx_sheet.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/charconv.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/readers/spreadsheet/xlsx_package.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

// Counted from 0.
struct Address {
  int row = 0;
  int column = 0;
};

constexpr int kRowsMax = 1'048'576;
constexpr int kColumnsMax = 16'384;
// Larger numbers are no figures of a report.
constexpr double kLargestPlainNumber = 1e21;

absl::Status DamagedCells(absl::string_view got) {
  return Unreadable(got, "an xlsx workbook",
                    "工作簿里有损坏的单元格，没有读取。请用表格软件打开后另存为“Excel 工作簿（*.xlsx）”，再重新导入。");
}

// Reads "AB12".
std::optional<Address> ParseAddress(absl::string_view text) {
  int column = 0;
  for (; !text.empty() && absl::ascii_isupper(text.front()) && column <= kColumnsMax; text.remove_prefix(1)) {
    column = column * 26 + (text.front() - 'A' + 1);
  }
  int row = 0;
  if (column < 1 || column > kColumnsMax || !absl::SimpleAtoi(text, &row) || row < 1 || row > kRowsMax) {
    return std::nullopt;
  }
  return Address{row - 1, column - 1};
}

// Reads "A1:C3".
std::optional<MergedRange> ParseRange(absl::string_view text) {
  const size_t colon = text.find(':');
  if (colon == absl::string_view::npos) return std::nullopt;
  const auto first = ParseAddress(text.substr(0, colon));
  const auto last = ParseAddress(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return MergedRange{first->row, first->column, last->row - first->row + 1, last->column - first->column + 1};
}

// A stored double as the spreadsheet shows it: 15 digits at most, which is what it was typed with. The file has up to
// 17, such as 86489.36289999999.
std::string NumberOf(absl::string_view stored) {
  double value = 0;
  const auto read = absl::from_chars(stored.data(), stored.data() + stored.size(), value);
  const bool is_number = read.ec == std::errc() && read.ptr == stored.data() + stored.size() && std::isfinite(value);
  if (!is_number || std::fabs(value) >= kLargestPlainNumber) return std::string(stored);
  const std::string shown = absl::StrFormat("%.15g", value);
  if (!absl::SimpleAtod(shown, &value)) return std::string(stored);
  if (value == 0) return "0";
  std::array<char, 400> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  return std::string(digits.data(), end.ptr - digits.data());
}

// The code unit that "_x0041_" at the front of a text stands for.
std::optional<uint32_t> EscapeAt(absl::string_view text) {
  constexpr size_t kBytes = 7;
  uint32_t unit = 0;
  const bool framed = text.size() >= kBytes && absl::StartsWith(text, "_x") && text[kBytes - 1] == '_';
  if (!framed || !std::all_of(text.begin() + 2, text.begin() + 6, absl::ascii_isxdigit)) return std::nullopt;
  if (!absl::SimpleHexAtoi(text.substr(2, 4), &unit)) return std::nullopt;
  return unit;
}

// Characters that XML cannot hold are written out, and so is the underscore of what only looks like one. Carriage
// returns are dropped; what stands for no character by itself stays as it is written.
std::string Unescaped(absl::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto unit = EscapeAt(text);
    const bool is_character = unit && (*unit == '\n' || *unit == '\t' || *unit == '\r' || *unit >= 0x20) &&
                              !U_IS_SURROGATE(*unit) && *unit < 0xFFFE;
    if (!is_character) {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    char bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, *unit);
    if (*unit != '\r') plain.append(bytes, size);
    text.remove_prefix(7);
  }
  return plain;
}

absl::StatusOr<std::string> TextOf(const pugi::xml_node& cell, const std::vector<std::string>& strings) {
  const absl::string_view type = AttributeOf(cell, "t");
  const absl::string_view value = ChildOf(cell, "v").child_value();
  if (type == "inlineStr") return StringOf(ChildOf(cell, "is"));
  if (value.empty()) return "";
  if (type.empty() || type == "n") return NumberOf(value);
  if (type == "b") return value == "0" ? "FALSE" : "TRUE";
  if (type != "s") return std::string(value);
  size_t index = 0;
  if (!absl::SimpleAtoi(value, &index) || index >= strings.size()) {
    return DamagedCells(absl::StrCat("the string ", value, " of ", strings.size()));
  }
  return strings[index];
}

absl::Status ReadCell(const pugi::xml_node& node, const Address& at, const std::vector<std::string>& strings,
                      SheetGrid& grid, domain::Budget& budget) {
  ASSIGN_OR_RETURN(std::string text, TextOf(node, strings));
  if (utf8::FirstBadByte(text)) return DamagedCells("a character reference that is no character");
  // Many cells may share one long string.
  RETURN_IF_ERROR(budget.SpendUnpacked(text.size()));
  return grid.Set(at.row, at.column, std::move(text), budget);
}

}  // namespace

std::string StringOf(const pugi::xml_node& element) {
  std::string text;
  for (const pugi::xml_node& child : element.children()) {
    const absl::string_view name = LocalName(child.name());
    if (name == "t") absl::StrAppend(&text, Unescaped(child.child_value()));
    if (name == "r") absl::StrAppend(&text, Unescaped(ChildOf(child, "t").child_value()));
  }
  return text;
}

absl::Status ReadWorksheet(const pugi::xml_node& worksheet, const std::vector<std::string>& strings, SheetGrid& grid,
                           domain::Budget& budget) {
  Address at = {-1, -1};
  for (const pugi::xml_node& row : ChildOf(worksheet, "sheetData").children()) {
    const absl::string_view number = AttributeOf(row, "r");
    at = {at.row + 1, -1};
    if (!number.empty()) {
      if (!absl::SimpleAtoi(number, &at.row) || at.row < 1 || at.row > kRowsMax) {
        return DamagedCells(absl::StrCat("the row number ", number));
      }
      --at.row;
    }
    for (const pugi::xml_node& cell : row.children()) {
      if (LocalName(cell.name()) != "c") continue;
      const absl::string_view address = AttributeOf(cell, "r");
      ++at.column;
      if (!address.empty()) {
        const auto stated = ParseAddress(address);
        if (!stated) return DamagedCells(absl::StrCat("the cell address ", address));
        at = *stated;
      }
      RETURN_IF_ERROR(ReadCell(cell, at, strings, grid, budget));
    }
  }
  for (const pugi::xml_node& merged : ChildOf(worksheet, "mergeCells").children()) {
    if (const auto range = ParseRange(AttributeOf(merged, "ref"))) grid.Merge(*range);
  }
  return absl::OkStatus();
}

}  // namespace nianbao::document::readers
