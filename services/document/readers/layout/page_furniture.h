// Leaves out what pages carry beside their text.
#pragma once

#include <vector>

#include "services/document/readers/layout/layout_lines.h"

namespace nianbao::document::readers {

// Removes page numbers, which are told by their shape and by standing first or last on the page, and running heads and
// feet, which say the same at the edge of three pages or more, and of most. The first of the running heads stays: it
// may be the title.
void RemovePageFurniture(std::vector<Line>& lines);

}  // namespace nianbao::document::readers
