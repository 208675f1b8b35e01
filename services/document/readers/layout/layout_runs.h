// Joins the words of a line into runs: the text of one cell, or of a whole line of prose.
#pragma once

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "services/document/readers/layout/layout_lines.h"

namespace nianbao::document::readers {

struct Run {
  std::string text;
  double left = 0;
  double right = 0;
  double size = 0;
  bool vertical = false;
  // Nothing but figures.
  bool figure = false;
};

// The runs of a line taken by itself: wide gaps part, narrow ones join. In a line of prose whose characters are all
// spread to fill it nothing is parted.
std::vector<Run> RunsByGaps(const Line& line);

// The runs of the lines of a table on one page, line by line. What gaps leave open the columns of the other lines
// decide: texts under or over two figures of one line are two cells.
std::vector<std::vector<Run>> RunsByColumns(absl::Span<const Line> lines);

// Appends the text that comes next. White space between the two stays only between letters and digits.
void AppendText(absl::string_view next, bool spaced, std::string& text);

}  // namespace nianbao::document::readers
