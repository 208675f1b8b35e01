// Which rows of a document belong to which statutory table.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/items.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {

// The rows, by index of their item, that may belong to the tables of sections 2, 3 and 4.
//
// A row follows the last heading or the last title that only one table has. Rows below the headings of the written
// sections count only for a table that stands nowhere else.
std::array<std::vector<size_t>, 3> SplitRows(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                             const std::vector<const TableTitles*>& tables);

}  // namespace nianbao::document::domain
