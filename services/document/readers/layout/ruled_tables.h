// Tables of pages whose cells are ruled.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"
#include "services/document/readers/layout/layout.h"
#include "services/document/readers/layout/ruled_grid.h"

namespace nianbao::document::readers {

// Takes the words that stand in the cells of the grids out of the words of the page and makes tables of them, with
// Columns::kGrid. A grid with words between its cells, without words, or with most of its figures one
// below the other in one cell is no table.
//
// Every cell counts for the budget. RESOURCE_EXHAUSTED when it is spent.
absl::StatusOr<std::vector<PlacedTable>> TakeRuledTables(absl::Span<const RuledGrid> grids, std::vector<Word>& words,
                                                         domain::Budget& budget);

}  // namespace nianbao::document::readers
