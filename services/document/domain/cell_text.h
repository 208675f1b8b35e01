// What the text of a cell of the form says, read through the remarks, units and gaps of published reports.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/figure.h"

namespace nianbao::document::domain {

// What stood between the printed text and a plain figure.
enum class Repair {
  kNone,
  // White space between digits, as in "1 6". It may as well be two figures: count it only where a sum confirms it.
  kGap,
  // A remark in brackets after the figure.
  kRemark,
  // The unit of the cell, or one that converts exactly.
  kUnit,
  // A word: 零 for 0, 无 for not applicable.
  kWord,
};

struct CellText {
  Figure figure;
  Repair repair = Repair::kNone;
};

// A text that is none of these is unresolved. For a cell that keeps a text, the state alone counts.
CellText ReadCellText(absl::string_view text, const form::Cell& cell);

// True when the text reads as a figure or as "not applicable" in some cell of the form.
bool LooksLikeFigure(absl::string_view text);

}  // namespace nianbao::document::domain
