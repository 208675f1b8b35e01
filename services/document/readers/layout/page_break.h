// Tables that page breaks cut.
#pragma once

#include <vector>

#include "services/document/readers/layout/layout.h"

namespace nianbao::document::readers {

// Makes all tables count their columns by the edges of all of them.
void ShareColumns(std::vector<PlacedTable>& tables);

// True when next, between which and table nothing stands, may be the rest of it: it is as wide, on the same page or the
// next.
bool MayGoOn(const PlacedTable& table, const PlacedTable& next);

// Appends the rows of next. A row that the page break cuts, with the rest of its title or its figures on the next page,
// becomes one row again.
void Append(PlacedTable next, PlacedTable& table);

}  // namespace nianbao::document::readers
