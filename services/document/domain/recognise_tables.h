// Finds the three statutory tables.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {

// A table to look for, and where its cells are recorded.
struct TableToRead {
  const TableTitles* titles = nullptr;
  CellReadings* readings = nullptr;
};

// tables: those of sections 2, 3 and 4. Records the cells of all of them and what is wrong with them. Says for every
// item whether it is part of a statutory table: true for all rows of a table in which at least one row was recognised.
std::vector<bool> RecogniseTables(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                  const std::array<TableToRead, 3>& tables, Findings& findings);

}  // namespace nianbao::document::domain
