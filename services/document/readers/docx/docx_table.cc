#include "services/document/readers/docx/docx_table.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/document/readers/docx/docx_grid.h"
#include "services/document/readers/docx/docx_xml.h"

namespace nianbao::document::readers {
namespace {

using domain::Block;
using domain::Cell;
using domain::Paragraph;
using domain::Row;
using domain::Table;
using Blocks = std::vector<Block>;

Grid::Merge MergeOf(pugi::xml_node property) {
  if (!property) return Grid::Merge::kNone;
  return ValueOf(property) == "restart" ? Grid::Merge::kRestart : Grid::Merge::kContinue;
}

// A merge made or undone as a tracked change.
Grid::Merge TrackedMergeOf(pugi::xml_node change) {
  return change.attribute("w:vMerge").value() == absl::string_view("rest") ? Grid::Merge::kRestart
                                                                           : Grid::Merge::kContinue;
}

Grid::CellShape ShapeOf(pugi::xml_node cell) {
  const pugi::xml_node properties = cell.child("w:tcPr");
  Grid::CellShape shape;
  shape.span = std::max(NumberOf(properties.child("w:gridSpan"), 1), 1);
  shape.vertical = MergeOf(properties.child("w:vMerge"));
  if (const pugi::xml_node change = properties.child("w:cellMerge"); change.attribute("w:vMerge")) {
    shape.vertical = TrackedMergeOf(change);
  }
  shape.horizontal = MergeOf(properties.child("w:hMerge"));
  return shape;
}

bool IsDeletedCell(pugi::xml_node cell) { return cell.child("w:tcPr").child("w:cellDel"); }

bool IsDropped(pugi::xml_node row) {
  const pugi::xml_node properties = row.child("w:trPr");
  return properties.child("w:del") || IsOn(properties.child("w:hidden"));
}

bool HoldsTable(const Blocks& blocks) {
  return std::any_of(blocks.begin(), blocks.end(),
                     [](const Block& block) { return std::holds_alternative<Table>(block); });
}

void Append(Blocks from, Blocks& to) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

Blocks Flattened(std::vector<Blocks> contents) {
  Blocks flat;
  for (Blocks& blocks : contents) Append(std::move(blocks), flat);
  return flat;
}

void FillIn(const std::vector<Blocks>& contents, Table& table) {
  auto content = contents.begin();
  for (Row& row : table.rows) {
    for (Cell& cell : row.cells) {
      for (const Block& block : *content++) {
        absl::StrAppend(&cell.text, cell.text.empty() ? "" : "\n", std::get<Paragraph>(block).text);
      }
    }
  }
}

}  // namespace

absl::StatusOr<Blocks> BlocksOfTable(pugi::xml_node table, bool nested,
                                     absl::FunctionRef<absl::StatusOr<Blocks>(pugi::xml_node cell)> blocks_of,
                                     domain::Budget& budget) {
  Grid grid;
  // Of the cells shown, in the order of the grid.
  std::vector<Blocks> contents;
  RETURN_IF_ERROR(ForEachContent(table, [&](pugi::xml_node row) -> absl::Status {
    if (!Is(row, "w:tr") || IsDropped(row)) return absl::OkStatus();
    RETURN_IF_ERROR(budget.SpendCells());
    grid.BeginRow(std::clamp(NumberOf(row.child("w:trPr").child("w:gridBefore"), 0), 0, budget.limits().columns_max));
    return ForEachContent(row, [&](pugi::xml_node cell) -> absl::Status {
      if (!Is(cell, "w:tc") || IsDeletedCell(cell)) return absl::OkStatus();
      ASSIGN_OR_RETURN(const Grid::Fate fate, grid.Add(ShapeOf(cell), budget));
      if (fate == Grid::Fate::kCovered) return absl::OkStatus();
      ASSIGN_OR_RETURN(Blocks blocks, blocks_of(cell));
      if (fate == Grid::Fate::kShown) contents.emplace_back();
      Append(std::move(blocks), contents.back());
      return absl::OkStatus();
    });
  }));
  Table filled = std::move(grid).Finish();
  const bool one_cell = filled.rows.size() == 1 && contents.size() == 1;
  if (std::any_of(contents.begin(), contents.end(), HoldsTable) || (nested && one_cell)) {
    return Flattened(std::move(contents));
  }
  FillIn(contents, filled);
  return Blocks{std::move(filled)};
}

}  // namespace nianbao::document::readers
