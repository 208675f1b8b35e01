#include "services/document/readers/layout/page_break.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

#include "services/document/readers/layout/characters.h"
#include "services/document/readers/layout/layout_runs.h"

namespace nianbao::document::readers {
namespace {

using domain::Cell;
using domain::Row;

// In points.
constexpr double kSameColumnEdge = 3;
// Shorter rows have titles too short to be cut.
constexpr size_t kCutCellsMin = 5;

bool AreNear(double a, double b) { return std::abs(a - b) <= kSameColumnEdge; }

std::vector<double> AllEdges(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> all;
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  all.erase(std::unique(all.begin(), all.end(), AreNear), all.end());
  return all;
}

size_t IndexOf(double edge, const std::vector<double>& edges) {
  const auto nearest = std::min_element(edges.begin(), edges.end(),
                                        [&](double a, double b) { return std::abs(a - edge) < std::abs(b - edge); });
  return nearest - edges.begin();
}

void CountBy(const std::vector<double>& edges, PlacedTable& table) {
  const auto moved = [&](double column) {
    return static_cast<double>(IndexOf(table.edges[static_cast<size_t>(column)], edges));
  };
  for (Row& row : table.table.rows) {
    for (Cell& cell : row.cells) cell.extent = {moved(cell.extent.begin), moved(cell.extent.end)};
  }
}

const Cell* CellOver(const Row& above, const Cell& below) {
  const auto found = std::find_if(above.cells.begin(), above.cells.end(), [&](const Cell& cell) {
    return cell.extent.begin == below.extent.begin && cell.extent.end == below.extent.end;
  });
  return found == above.cells.end() ? nullptr : &*found;
}

// A title goes on in words; a figure stands whole in one of two parts.
bool MayBeParts(const Cell* above, const Cell& below) {
  if (below.text.empty()) return true;
  if (above == nullptr || BeginsNumbered(below.text)) return false;
  return above->text.empty() || (!IsFigure(above->text) && !IsFigure(below.text));
}

bool HasFigure(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return IsFigure(cell.text); });
}

bool IsBlank(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.text.empty(); });
}

bool IsCut(const Row& above, const Row& below) {
  return below.cells.size() >= kCutCellsMin && !IsBlank(below) && HasFigure(above) != HasFigure(below) &&
         std::all_of(below.cells.begin(), below.cells.end(),
                     [&](const Cell& cell) { return MayBeParts(CellOver(above, cell), cell); });
}

void Join(const Row& below, Row& above) {
  for (Cell& cell : above.cells) {
    const auto part = std::find_if(below.cells.begin(), below.cells.end(),
                                   [&](const Cell& each) { return CellOver(above, each) == &cell; });
    if (part == below.cells.end() || part->text.empty()) continue;
    AppendText(part->text, !cell.text.empty(), cell.text);
  }
}

}  // namespace

void ShareColumns(std::vector<PlacedTable>& tables) {
  std::vector<double> edges;
  for (const PlacedTable& table : tables) edges = AllEdges(edges, table.edges);
  for (PlacedTable& table : tables) CountBy(edges, table);
}

bool MayGoOn(const PlacedTable& table, const PlacedTable& next) {
  return next.page - table.page <= 1 && AreNear(table.edges.front(), next.edges.front()) &&
         AreNear(table.edges.back(), next.edges.back());
}

void Append(PlacedTable next, PlacedTable& table) {
  std::vector<Row>& rows = table.table.rows;
  std::vector<Row>& more = next.table.rows;
  const bool cut = next.page > table.page && IsCut(rows.back(), more.front());
  if (cut) Join(more.front(), rows.back());
  rows.insert(rows.end(), std::make_move_iterator(more.begin() + (cut ? 1 : 0)), std::make_move_iterator(more.end()));
  table.page = next.page;
}

}  // namespace nianbao::document::readers
