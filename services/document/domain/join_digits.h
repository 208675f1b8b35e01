// Figures whose digits stand in several cells.
#pragma once

#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/document.h"
#include "services/document/domain/sums.h"

namespace nianbao::document::domain {

// Joins neighbouring texts until there are as many as the row has cells, such that all its sums hold and are not 0.
// Nothing when no way of joining does, more than one does, or the row has no sums.
std::optional<std::vector<PlacedText>> JoinDigits(absl::Span<const Cell* const> texts,
                                                  absl::Span<const form::Cell* const> row);

}  // namespace nianbao::document::domain
