#include "services/document/readers/spreadsheet/sheet_rows.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "libs/status/try.h"
#include "services/document/readers/spreadsheet/xlsx_reader.h"

namespace nianbao::document::readers {

absl::StatusOr<std::vector<std::vector<std::string>>> ReadFirstSheet(absl::string_view content,
                                                                     domain::Budget& budget) {
  ASSIGN_OR_RETURN(domain::Document document, ReadXlsx(content, budget));
  std::vector<std::vector<std::string>> rows;
  if (document.blocks.empty()) return rows;
  domain::Table& table = std::get<domain::Table>(document.blocks.front());
  size_t columns = 0;
  for (const domain::Row& row : table.rows) {
    for (const domain::Cell& cell : row.cells) columns = std::max(columns, static_cast<size_t>(cell.extent.end));
  }
  for (domain::Row& row : table.rows) {
    std::vector<std::string>& texts = rows.emplace_back(columns);
    for (domain::Cell& cell : row.cells) texts[static_cast<size_t>(cell.extent.begin)] = std::move(cell.text);
  }
  return rows;
}

}  // namespace nianbao::document::readers
