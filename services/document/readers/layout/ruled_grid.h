// The cells that the rules of a page enclose.
#pragma once

#include <vector>

#include "absl/types/span.h"
#include "services/document/readers/layout/rule.h"

namespace nianbao::document::readers {

struct RuledCell {
  int row = 0;
  int rows = 1;
  int column = 0;
  int columns = 1;
};

constexpr int kNoCell = -1;

// A table that is ruled throughout.
struct RuledGrid {
  // Where its columns and rows part, from the left and upper edges to the right and lower ones, in points.
  std::vector<double> x;
  std::vector<double> y;
  // Row by row, from left to right.
  std::vector<RuledCell> cells;

  // The index of the cell around a point, or kNoCell.
  int CellAt(double at_x, double at_y) const;
};

// The grids of two cells or more on one page that are as wide as a table, from top to bottom. The outer edges of a grid
// need not be ruled; what the rules enclose in another shape than a rectangle is no cell. None where there are more
// rules than in any table.
std::vector<RuledGrid> RuledGridsOf(absl::Span<const Rule> rules);

}  // namespace nianbao::document::readers
