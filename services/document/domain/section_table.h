// Reads one statutory table out of the rows of a document.
#pragma once

#include <set>

#include "absl/types/span.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/figure_rows.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {

struct TableOutcome {
  // Items with a title or a figure of the table.
  std::set<size_t> recognised;
  // Rows of figures that are none of the form's.
  std::vector<FigureRow> unknown;
};

// rows: indices of the items that may belong to the table. Records the cells of every row that was found once, whole
// and beyond doubt, and says how the others and the unusual ones were found.
TableOutcome ReadTable(absl::Span<const Item> items, absl::Span<const size_t> rows, const TableTitles& titles,
                       CellReadings& readings, Findings& findings);

}  // namespace nianbao::document::domain
