// Rows of a group that a report prints as one row.
#pragma once

#include <set>
#include <vector>

#include "services/document/domain/cell_readings.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/slots.h"

namespace nianbao::document::domain {

// The one row that was printed for a group.
struct GroupRow {
  const Slot* group = nullptr;
  // In the order of the columns.
  std::vector<Reading> readings;
  const Row* row = nullptr;
};

using GroupRows = std::vector<GroupRow>;

// Where a group prints 0, the cells of its rows that were not found are 0 too, since none of them is negative. Anything
// else cannot be split, and they stay unresolved. Both are findings; so is a group that differs from the sum of rows
// that were found. Adds the rows that were thus accounted for to `accounted`.
void DeriveGroups(const GroupRows& groups, CellReadings& readings, std::set<const FormRow*>& accounted,
                  Findings& findings);

}  // namespace nianbao::document::domain
