#include "services/document/domain/recognise_tables.h"

#include <algorithm>
#include <array>

#include "services/document/domain/figure.h"
#include "services/document/domain/section_table.h"
#include "services/document/domain/table_findings.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kMostUnknownRows = 20;

bool HoldsFigure(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [](const Cell& cell) { return ReadFigure(cell.text, 0).state == form::CellState::kNumber; });
}

void AddUnknownRows(const std::vector<const Row*>& rows, Findings& findings) {
  const size_t listed = std::min(rows.size(), kMostUnknownRows);
  for (size_t i = 0; i < listed; ++i) findings.push_back(RowUnknown(*rows[i]));
  if (rows.size() > listed) findings.push_back(MoreRowsUnknown(rows.size() - listed));
}

}  // namespace

std::vector<bool> RecogniseTables(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                  CellReadings& readings, Findings& findings) {
  std::array<SectionTable, 3> tables = {SectionTable(2), SectionTable(3), SectionTable(4)};
  std::vector<bool> recognised(items.size());
  std::map<size_t, bool> statutory;
  for (size_t i = 0; i < items.size(); ++i) {
    if (headings.count(i) > 0) {
      for (SectionTable& table : tables) table.BeginSection();
    } else if (items[i].row != nullptr) {
      recognised[i] =
          std::any_of(tables.begin(), tables.end(), [&](SectionTable& table) { return table.Offer(*items[i].row); });
      if (recognised[i]) statutory[items[i].table] = true;
    }
  }
  for (const SectionTable& table : tables) table.Finish(readings, findings);

  std::vector<const Row*> unknown;
  std::vector<bool> taken(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].row == nullptr || headings.count(i) > 0 || statutory.count(items[i].table) == 0) continue;
    taken[i] = true;
    if (!recognised[i] && HoldsFigure(*items[i].row)) unknown.push_back(items[i].row);
  }
  AddUnknownRows(unknown, findings);
  return taken;
}

}  // namespace nianbao::document::domain
