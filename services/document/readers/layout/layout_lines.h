// Finds the visual lines of a page.
#pragma once

#include <vector>

#include "services/document/readers/layout/layout.h"

namespace nianbao::document::readers {

// Words that stand on one line, from left to right.
struct Line {
  std::vector<Word> words;
  int page = 0;
  // Counts the lines of the page, or is the line of the file.
  int number = 0;
  double centre = 0;
};

// The lines of all pages, from top to bottom. Figures set in another size than the label beside them stand on its line
// when their middles are near; the lines of a wrapped label above and below its figures stay lines of their own.
std::vector<Line> GatherLines(std::vector<Word> words, Positions positions);

}  // namespace nianbao::document::readers
