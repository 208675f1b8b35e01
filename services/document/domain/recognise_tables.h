// Finds the three statutory tables.
#pragma once

#include <map>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {

// Records the cells of all tables of an edition and what is wrong with them. Says for every item whether it is part of
// a statutory table: true for all rows of a table in which at least one row was recognised.
std::vector<bool> RecogniseTables(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                  const form::Catalogue& edition, CellReadings& readings, Findings& findings);

}  // namespace nianbao::document::domain
