// The rows of a table that hold figures, and the texts around them.
#pragma once

#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/items.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {

// A text in a table, with its ordinal apart.
struct Fragment {
  const Cell* cell = nullptr;
  Label label;
};

using FragmentLine = std::vector<Fragment>;

// A run of figures. A printed row that holds several titles with figures after each gives several.
struct FigureRow {
  const Row* row = nullptr;
  size_t item = 0;
  // Number of the table of the document, as in Item.
  size_t table = 0;
  Columns columns = Columns::kOrdinal;
  // Texts before the figures.
  FragmentLine titles;
  // The row of the form that one of the titles names beyond doubt; nullptr when none does.
  const FormRow* named = nullptr;
  // What follows the titles, blank cells included. Without titles, all cells of the row.
  std::vector<const Cell*> cells;
  // Figures that may be this row's stand on a line of their own.
  bool doubtful = false;
};

struct FigureRows {
  std::vector<FigureRow> rows;
  // Lines without figures: before the first row, between each two, after the last; one more than there are rows.
  std::vector<std::vector<FragmentLine>> between;
  // Some rows were put together from cells that stood alone, and some have no title: titles may come before or after.
  bool loose = false;
};

// rows: indices of the items of the table.
FigureRows FindFigureRows(absl::Span<const Item> items, absl::Span<const size_t> rows, const TableTitles& titles);

}  // namespace nianbao::document::domain
