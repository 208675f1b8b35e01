#include "services/document/domain/source_tables.h"

#include <set>
#include <string>
#include <tuple>
#include <variant>

#include "services/document/domain/assemble_rows.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {
namespace {

using PlaceKey = std::tuple<std::string, std::string, int, int, int, int, int>;

PlaceKey KeyOf(const finding::v1::Place& place) {
  return {place.file(), place.sheet(), place.page(), place.line(), place.table(), place.row(), place.column()};
}

std::set<PlaceKey> KeysOf(const v1::ReadDocumentResponse& response) {
  std::set<PlaceKey> keys;
  for (const v1::CellSource& source : response.sources()) keys.insert(KeyOf(source.place()));
  return keys;
}

v1::SourceTable SourceTableOf(const Table& table) {
  v1::SourceTable source_table;
  for (const Row& row : table.rows) {
    v1::SourceRow& source_row = *source_table.add_rows();
    for (const Cell& cell : row.cells) {
      v1::SourceCell& source = *source_row.add_cells();
      *source.mutable_place() = PlaceOf(cell);
      source.mutable_place()->set_text(cell.text);
      const bool grid = table.columns == Columns::kGrid;
      source.set_column(grid ? static_cast<int>(cell.extent.begin) + 1 : source_row.cells_size());
      source.set_columns(grid ? static_cast<int>(cell.extent.end - cell.extent.begin) : 1);
      source.set_rows(grid ? cell.rows : 1);
    }
  }
  return source_table;
}

bool HoldsOneOf(const std::set<PlaceKey>& keys, const v1::SourceTable& table) {
  for (const v1::SourceRow& row : table.rows()) {
    for (const v1::SourceCell& cell : row.cells()) {
      if (keys.count(KeyOf(cell.place())) > 0) return true;
    }
  }
  return false;
}

void AddTablesWith(const std::set<PlaceKey>& keys, const Document& document, v1::ReadDocumentResponse& response) {
  for (const Block& block : document.blocks) {
    const auto* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    v1::SourceTable source_table = SourceTableOf(*table);
    if (HoldsOneOf(keys, source_table)) *response.add_tables() = std::move(source_table);
  }
}

}  // namespace

void AddSourceTables(const Document& document, v1::ReadDocumentResponse& response) {
  const std::set<PlaceKey> keys = KeysOf(response);
  AddTablesWith(keys, document, response);
  if (response.tables().empty()) AddTablesWith(keys, AssembleRows(document), response);
}

}  // namespace nianbao::document::domain
