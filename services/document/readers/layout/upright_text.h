// Gathers text that runs from top to bottom.
#pragma once

#include <vector>

#include "services/document/readers/layout/layout_lines.h"

namespace nianbao::document::readers {

// Puts text that runs from top to bottom into the line where it begins, each as one vertical word: the vertical words,
// and columns of single Chinese characters that stand alone on their lines. A line left without words is removed.
void StandUprightText(std::vector<Word> vertical, std::vector<Line>& lines);

}  // namespace nianbao::document::readers
