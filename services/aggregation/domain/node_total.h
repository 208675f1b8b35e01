// The total of a node for a year, as a value.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {

// How many of the expected own reports a total holds; accepted, submitted, returned
// and missing add up to expected.
struct Coverage {
  int expected = 0;
  int accepted = 0;
  int submitted = 0;
  int returned = 0;
  int missing = 0;
  // Of the accepted.
  int published = 0;
  int backloaded = 0;

  bool operator==(const Coverage&) const = default;
};

struct NodeTotal {
  std::string node;
  std::string title;
  int year = 0;
  // Sums in catalogue order, as stored integers.
  std::array<int64_t, form::CellVector::kSize> cells{};
  Coverage coverage{};

  bool operator==(const NodeTotal&) const = default;
};

}  // namespace nianbao::aggregation
