// The 200 figures of a form, without what a cell may hold instead of a number.
#pragma once

#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "libs/form/cell_vector.h"

namespace nianbao::proof {

// In the order of the catalogue.
using Figures = std::array<int64_t, form::CellVector::kSize>;

inline constexpr int kNoCell = -1;

bool IsZero(absl::Span<const int64_t> figures);

// Index of the first negative figure; kNoCell when there is none.
int FirstNegative(absl::Span<const int64_t> figures);

// Adds 200 figures, or none. Returns the index of the first cell whose sum does not fit 64 bits, and then the sums are
// of no use; kNoCell when all fit.
int AddTo(Figures& sums, absl::Span<const int64_t> figures);

}  // namespace nianbao::proof
