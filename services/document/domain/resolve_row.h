// Texts of a row as figures.
#pragma once

#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/cell_text.h"
#include "services/document/domain/row_texts.h"

namespace nianbao::document::domain {

// What was read in one cell of the form.
struct Reading {
  PlacedText text;
  Figure figure;
  Repair repair = Repair::kNone;
};

// Reads the texts put to a row of the form. A figure with a gap in it counts where the sums of the row confirm it; one
// in a cell that covers others as well does not count.
std::vector<Reading> ResolveRow(absl::Span<const form::Cell* const> row, absl::Span<const CellTextFound> texts);

// True when the sums of the row hold and are not all 0: its figures stand in the right columns.
bool SumsConfirmRow(absl::Span<const form::Cell* const> row, absl::Span<const Reading> readings);

}  // namespace nianbao::document::domain
