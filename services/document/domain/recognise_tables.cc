#include "services/document/domain/recognise_tables.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "services/document/domain/cell_text.h"
#include "services/document/domain/row_evidence.h"
#include "services/document/domain/section_rows.h"
#include "services/document/domain/section_table.h"
#include "services/document/domain/table_findings.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kMostUnknownRows = 20;

// A lone figure without words may be a page number.
finding::v1::Severity SeverityOf(const FigureRow& row) {
  const auto figures = std::count_if(row.cells.begin(), row.cells.end(), [](const Cell* cell) {
    return ReadFigure(cell->text, 0).state == form::CellState::kNumber;
  });
  return row.titles.empty() && figures <= 1 ? finding::v1::SEVERITY_WARNING : finding::v1::SEVERITY_ERROR;
}

void AddUnknownRows(const std::vector<FigureRow>& rows, Findings& findings) {
  const size_t listed = std::min(rows.size(), kMostUnknownRows);
  for (size_t i = 0; i < listed; ++i) findings.push_back(RowUnknown(*rows[i].row, SeverityOf(rows[i])));
  if (rows.size() > listed) findings.push_back(MoreRowsUnknown(rows.size() - listed));
}

// Where a whole report stands in one table, as on a sheet, rows of one text under the heading of a written section are
// its text. `rows` holds those that follow a title of a statutory table instead.
std::set<size_t> WrittenRows(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                             const std::array<std::vector<size_t>, 3>& rows) {
  std::set<size_t> of_tables;
  for (const auto& table : rows) of_tables.insert(table.begin(), table.end());
  std::set<size_t> written;
  for (auto heading = headings.begin(); heading != headings.end(); ++heading) {
    const bool tabulated = heading->second >= 2 && heading->second <= 4;
    if (tabulated || items[heading->first].row == nullptr) continue;
    const size_t end = std::next(heading) == headings.end() ? items.size() : std::next(heading)->first;
    for (size_t i = heading->first + 1; i < end && items[i].row != nullptr; ++i) {
      if (items[i].table != items[heading->first].table) break;
      if (SingleText(items[i]) != nullptr && of_tables.count(i) == 0) written.insert(i);
    }
  }
  return written;
}

}  // namespace

std::vector<bool> RecogniseTables(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                  const std::array<TableToRead, 3>& tables, Findings& findings) {
  std::vector<const TableTitles*> titles;
  for (const TableToRead& table : tables) titles.push_back(table.titles);
  const auto rows = SplitRows(items, headings, titles);
  std::set<size_t> statutory;
  std::vector<FigureRow> unknown;
  for (size_t t = 0; t < rows.size(); ++t) {
    TableOutcome outcome = ReadTable(items, rows[t], *titles[t], *tables[t].readings, findings);
    for (const size_t i : outcome.recognised) statutory.insert(items[i].table);
    unknown.insert(unknown.end(), outcome.unknown.begin(), outcome.unknown.end());
  }
  unknown.erase(std::remove_if(unknown.begin(), unknown.end(),
                               [&](const FigureRow& row) {
                                 return FilledCells(row) == 0 || statutory.count(items[row.item].table) == 0;
                               }),
                unknown.end());
  AddUnknownRows(unknown, findings);
  const std::set<size_t> written = WrittenRows(items, headings, rows);
  std::vector<bool> taken(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    taken[i] = items[i].row != nullptr && headings.count(i) == 0 && written.count(i) == 0 &&
               statutory.count(items[i].table) > 0;
  }
  return taken;
}

}  // namespace nianbao::document::domain
