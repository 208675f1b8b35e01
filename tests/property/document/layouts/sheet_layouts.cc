#include "tests/property/document/layouts/sheet_layouts.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <atomic>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tests/property/document/layouts/compose.h"

namespace nianbao::testing {
namespace {

// Digits and a point, at most 15 of them, so that a spreadsheet shows the number as it was.
bool IsPlainNumber(const std::string& text) {
  if (text.empty() || text.size() > 15) return false;
  for (const char sign : text) {
    if (std::isdigit(static_cast<unsigned char>(sign)) == 0 && sign != '.') return false;
  }
  return true;
}

class Workbook {
 public:
  explicit Workbook(bool numbers) : numbers_(numbers) {
    // The library writes to files only.
    static std::atomic<int> count = 0;
    path_ = std::filesystem::temp_directory_path() / absl::StrCat("nianbao-workbook-", getpid(), "-", ++count, ".xlsx");
    book_ = workbook_new(path_.c_str());
  }

  void Sheet(const std::string& name) {
    sheet_ = workbook_add_worksheet(book_, name.empty() ? nullptr : name.c_str());
    row_ = 0;
  }
  void Text(const std::string& text) { worksheet_write_string(sheet_, row_++, 0, text.c_str(), nullptr); }

  void Table(const PrintedTable& table) {
    for (const auto& slots : SlotsOf(table)) {
      for (const Slot& slot : slots) {
        if (!slot.covered) Cell(*slot.cell, static_cast<lxw_col_t>(slot.column));
      }
      ++row_;
    }
    ++row_;
  }

  std::string Finish() {
    workbook_close(book_);
    std::ifstream file(path_, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), {});
    std::filesystem::remove(path_);
    return bytes;
  }

 private:
  void Cell(const PrintedCell& cell, lxw_col_t column) {
    if (cell.rows > 1 || cell.columns > 1) {
      worksheet_merge_range(sheet_, row_, column, row_ + static_cast<lxw_row_t>(cell.rows) - 1,
                            static_cast<lxw_col_t>(column + cell.columns - 1), "", nullptr);
    }
    if (cell.text.empty()) return;
    if (numbers_ && cell.figure >= 0 && IsPlainNumber(cell.text)) {
      worksheet_write_number(sheet_, row_, column, std::strtod(cell.text.c_str(), nullptr), nullptr);
    } else {
      worksheet_write_string(sheet_, row_, column, cell.text.c_str(), nullptr);
    }
  }

  const bool numbers_;
  std::filesystem::path path_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
};

std::string Field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string WriteWorkbook(const PrintedReport& report, Rng&) {
  Workbook book(true);
  book.Sheet("");
  Compose(
      report, [&](TextKind kind, const std::string& text) { book.Text(text); },
      [&](const PrintedTable& table) { book.Table(table); });
  return book.Finish();
}

std::string WriteWorkbookOfSections(const PrintedReport& report, Rng&) {
  Workbook book(false);
  book.Sheet("封面");
  int sheets = 0;
  Compose(
      report,
      [&](TextKind kind, const std::string& text) {
        if (kind == TextKind::kHeading) book.Sheet(absl::StrCat("第", ++sheets, "部分"));
        book.Text(text);
      },
      [&](const PrintedTable& table) { book.Table(table); });
  return book.Finish();
}

std::string WriteCsv(const PrintedReport& report, Rng& rng) {
  const std::string end = rng.Chance(50) ? "\r\n" : "\n";
  std::string content = rng.Chance(50) ? "\xEF\xBB\xBF" : "";
  Compose(
      report, [&](TextKind kind, const std::string& text) { absl::StrAppend(&content, Field(text), end); },
      [&](const PrintedTable& table) {
        for (const auto& texts : TextsOf(table, Merged::kEmpty)) {
          std::vector<std::string> fields;
          for (const std::string& text : texts) fields.push_back(Field(text));
          absl::StrAppend(&content, absl::StrJoin(fields, ","), end);
        }
      });
  return content;
}

}  // namespace nianbao::testing
