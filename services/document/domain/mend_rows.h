// Rows of figures on a page whose figures stand on more than one line.
#pragma once

#include "services/document/domain/figure_rows.h"

namespace nianbao::document::domain {

// Puts figures without titles to the row just above or below that has none in their columns. Where both have none, the
// one that becomes complete gets them. When that tells nothing either, or no row has room, they may be the rest of a
// figure that was broken over lines: nobody gets them, and both rows become doubtful. wanted is a row of the form, as
// wide as all.
void MendRows(FigureRows& rows, absl::Span<const form::Cell* const> wanted);

}  // namespace nianbao::document::domain
