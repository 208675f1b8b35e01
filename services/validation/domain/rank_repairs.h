// Which of several repairs is the likeliest.
#pragma once

#include <vector>

#include "services/validation/domain/repairs.h"

namespace nianbao::validation::domain {

// Orders sets of changes: first totals that were left empty or 0 over figures, then slips of one or two digits (one
// wrong, missing, doubled, two exchanged), then other changes, last those that wipe a figure out. totals: the cells
// that a rule says are totals.
void RankRepairs(const std::vector<int>& totals, std::vector<ChangeSet>& sets);

}  // namespace nianbao::validation::domain
