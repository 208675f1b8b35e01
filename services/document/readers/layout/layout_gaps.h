// What the gap between two neighbours on a line says by itself.
#pragma once

#include "services/document/readers/layout/layout_runs.h"

namespace nianbao::document::readers {

enum class Gap {
  // One run beyond doubt; two runs beyond doubt.
  kNone,
  kWide,
  // Open: one run, or two runs, unless other lines say otherwise.
  kRatherNone,
  kRatherWide,
};

// before is the run that ends where the gap begins.
Gap GapBetween(const Run& before, const Word& after);

// In ems of the smaller of the two.
double GapEms(double before_right, double before_size, const Word& after);

// True when all gaps of a line are about as wide and most words are single Chinese characters: text spread to fill it.
bool IsSpread(const Line& line);

}  // namespace nianbao::document::readers
