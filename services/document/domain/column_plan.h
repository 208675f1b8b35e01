// Which figure of a printed row stands in which column.
#pragma once

#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/figure_rows.h"
#include "services/document/domain/slots.h"

namespace nianbao::document::domain {

struct ColumnPlan {
  enum class Basis {
    // The titles of all columns were read.
    kTitles,
    // Titles are missing or were not understood; nothing contradicts the order of the form.
    kOrder,
    // Other titles stand there.
    kConflict,
  };

  Basis basis = Basis::kOrder;
  // For each cell of the form's row: the place of its figure among the figures of the printed row.
  std::vector<size_t> order;
  // Texts that are no titles of the form stand in the header: there may be more columns.
  bool others = false;
  // For each cell of the form's row, where its column stands; empty when that is not known.
  std::vector<Extent> extents;
};

// Plans a row from the header lines above it. complete_columns: where the columns stand on the page, left to right,
// when other rows of the table show it; empty otherwise.
ColumnPlan PlanColumns(const FigureRows& rows, size_t row, const Slot& slot, const TableTitles& titles,
                       const std::vector<Extent>& complete_columns);

}  // namespace nianbao::document::domain
