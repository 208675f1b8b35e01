// Cells and measures as people read them.
#pragma once

#include <cstdint>
#include <string>

#include "nianbao/aggregation/v1/indicator.pb.h"

namespace nianbao::cli {

// What the form prints for a cell code; the code itself when the form does not have it.
std::string PrintedName(const std::string& cell);

// The stored integer in the printed unit.
std::string PrintedFigure(const std::string& cell, int64_t value);
// The same with its sign: "+14", "-3", "0".
std::string PrintedDifference(const std::string& cell, int64_t before, int64_t after);

// A part of a whole in per cent with two decimals, rounded; "—" when there is no whole.
std::string PerCent(int64_t part, int64_t whole);

// The figure of a cell, or an indicator in per cent.
std::string PrintedValue(const aggregation::v1::Measurement& value);

// The text in at most so many columns of a terminal, a longer one with "…" at its end.
std::string Shortened(const std::string& text, int columns);

}  // namespace nianbao::cli
