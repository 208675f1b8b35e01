#include "services/document/readers/layout/ruled_tables.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "libs/status/try.h"
#include "services/document/readers/layout/characters.h"
#include "services/document/readers/layout/layout_lines.h"
#include "services/document/readers/layout/layout_runs.h"

namespace nianbao::document::readers {
namespace {

double CentreX(const Word& word) { return (word.left + word.right) / 2; }
double CentreY(const Word& word) { return (word.top + word.bottom) / 2; }

bool IsWithin(const std::vector<double>& edges, double at) { return edges.front() < at && at < edges.back(); }

bool Covers(const RuledGrid& grid, const Word& word) {
  return IsWithin(grid.x, CentreX(word)) && IsWithin(grid.y, CentreY(word));
}

// The words of each cell; nothing when one stands between the cells.
std::optional<std::vector<std::vector<Word>>> WordsByCell(const RuledGrid& grid, const std::vector<Word>& words) {
  std::vector<std::vector<Word>> by_cell(grid.cells.size());
  for (const Word& word : words) {
    if (!Covers(grid, word)) continue;
    const int cell = grid.CellAt(CentreX(word), CentreY(word));
    if (cell == kNoCell) return std::nullopt;
    by_cell[cell].push_back(word);
  }
  return by_cell;
}

std::string TextOf(std::vector<Word> words) {
  std::string text;
  for (const Line& line : GatherLines(std::move(words), Positions::kPoints)) {
    for (const Run& run : RunsByGaps(line)) AppendText(run.text, !text.empty(), text);
  }
  return text;
}

// True when most figures stand one below the other in one cell: the rows of the table are not ruled.
bool LacksRules(const std::vector<std::vector<Word>>& cells) {
  int stacked = 0;
  int single = 0;
  for (const std::vector<Word>& cell : cells) {
    const bool figures =
        !cell.empty() && std::all_of(cell.begin(), cell.end(), [](const Word& word) { return IsFigure(word.text); });
    if (figures) ++(GatherLines(cell, Positions::kPoints).size() > 1 ? stacked : single);
  }
  return stacked > 1 && stacked > single;
}

domain::Table TableOf(const RuledGrid& grid, std::vector<std::vector<Word>> words) {
  domain::Table table{std::vector<domain::Row>(grid.y.size() - 1), domain::Columns::kGrid};
  for (size_t i = 0; i < grid.cells.size(); ++i) {
    const RuledCell& cell = grid.cells[i];
    domain::Cell& made = table.rows[cell.row].cells.emplace_back();
    made.text = TextOf(std::move(words[i]));
    made.place.row = cell.row + 1;
    made.place.column = cell.column + 1;
    made.extent = {static_cast<double>(cell.column), static_cast<double>(cell.column + cell.columns)};
    made.rows = cell.rows;
  }
  return table;
}

}  // namespace

absl::StatusOr<std::vector<PlacedTable>> TakeRuledTables(absl::Span<const RuledGrid> grids, std::vector<Word>& words,
                                                         domain::Budget& budget) {
  std::vector<PlacedTable> tables;
  for (const RuledGrid& grid : grids) {
    RETURN_IF_ERROR(budget.SpendCells(static_cast<int>(grid.cells.size())));
    std::optional<std::vector<std::vector<Word>>> by_cell = WordsByCell(grid, words);
    if (!by_cell.has_value()) continue;
    const bool all_blank =
        std::all_of(by_cell->begin(), by_cell->end(), [](const std::vector<Word>& cell) { return cell.empty(); });
    if (all_blank || LacksRules(*by_cell)) continue;
    tables.push_back({words.front().page, grid.y.front(), grid.x, TableOf(grid, *std::move(by_cell))});
    words.erase(std::remove_if(words.begin(), words.end(), [&](const Word& word) { return Covers(grid, word); }),
                words.end());
  }
  return tables;
}

}  // namespace nianbao::document::readers
