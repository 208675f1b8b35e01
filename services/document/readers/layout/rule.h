// A line drawn on a page, as between the cells of a table.
#pragma once

namespace nianbao::document::readers {

// In points from the upper left corner of the page. A horizontal rule stands at a height and runs from left to right, a
// vertical one at a distance from the left and runs from top to bottom.
struct Rule {
  bool vertical = false;
  double at = 0;
  double begin = 0;
  double end = 0;
};

}  // namespace nianbao::document::readers
