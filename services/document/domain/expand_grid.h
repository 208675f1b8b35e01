// Merged cells, written out.
#pragma once

#include "services/document/domain/document.h"

namespace nianbao::document::domain {

// A table with Columns::kGrid in which a cell that covers several rows stands in each of them. The copies keep `rows`,
// so that a figure in one of them shows that it is shared.
Table ExpandGrid(const Table& table);

}  // namespace nianbao::document::domain
