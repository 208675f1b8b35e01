// What the text of one cell says.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "libs/form/cell_vector.h"

namespace nianbao::document::domain {

struct Figure {
  form::CellState state = form::CellState::kBlank;
  // The stored integer; 0 unless state is kNumber.
  int64_t value = 0;
};

// The largest scale of a figure of the form.
constexpr int kScaleMax = 6;

// Reads a cell whose stored integer is the printed figure times 10^scale.
//
// A number is digits of either width, with at most `scale` decimals, a minus sign, and well-formed thousands
// separators. A dash, a slash or 不适用 is "not applicable". Everything else, such as a unit, a remark, a footnote
// mark, a space between digits or a needless leading zero, is unresolved: it may be a number to a person, but not
// beyond doubt.
Figure ReadFigure(absl::string_view text, int scale);

// False for a text that ReadFigure leaves unresolved at any scale.
bool IsPlainFigure(absl::string_view text);

}  // namespace nianbao::document::domain
