// An accepted revision of a report, as far as totals care.
#pragma once

#include <cstdint>

#include "absl/types/span.h"
#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/facts/figure_row.h"

namespace nianbao::aggregation {

// A cache line, behind which its figures lie.
struct alignas(64) AcceptedReport {
  struct EmptyCell {
    uint8_t index = 0;
    form::CellState state = form::CellState::kBlank;
  };

  // 0 where the cell holds no number.
  FigureRow figures;
  // The cells without a number; most reports fill every cell.
  absl::Span<const EmptyCell> empty;
  // Sequence of the event that accepted it.
  int64_t accepted_at = 0;
  int revision = 0;
};

}  // namespace nianbao::aggregation
