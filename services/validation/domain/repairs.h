// The smallest changes of figures that make broken equations hold.
#pragma once

#include <cstdint>
#include <vector>

#include "services/validation/domain/equations.h"

namespace nianbao::validation::domain {

// Another figure for a cell, by index of the catalogue.
struct Change {
  int cell = 0;
  int64_t from = 0;
  int64_t to = 0;

  bool operator==(const Change&) const = default;
};

// Changes that belong together, in the order of the cells.
using ChangeSet = std::vector<Change>;

constexpr int kChangesMax = 3;
constexpr size_t kChangeSetsMax = 100;

// The sets with the fewest changes, of at most kChangesMax cells, after which the broken equations hold and no other
// one is broken; in the order in which they are found, at most kChangeSetsMax. Figures stay between 0 and the greatest
// of 64 bits. broken: positions in `equations`. A set that changes two cells of one equation is found as long as one of
// them is pinned down by another equation: otherwise one cell would do.
std::vector<ChangeSet> SmallestRepairs(const std::vector<Equation>& equations, const std::vector<int>& broken,
                                       const Figures& figures);

}  // namespace nianbao::validation::domain
