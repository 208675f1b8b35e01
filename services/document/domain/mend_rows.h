// Rows of figures on a page whose figures stand on more than one line.
#pragma once

#include "services/document/domain/figure_rows.h"

namespace nianbao::document::domain {

// Puts figures without titles to the row just above or below that lacks exactly these columns. Where both rows lack
// them, neither gets them, and both become doubtful.
void MendRows(FigureRows& rows, size_t width);

}  // namespace nianbao::document::domain
