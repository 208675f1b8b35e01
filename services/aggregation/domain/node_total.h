// The total of a node for a year, as a value.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/view/contribution.h"

namespace nianbao::aggregation {

struct NodeTotal {
  std::string node;
  std::string title;
  int year = 0;
  // Sums in catalogue order, as stored integers.
  std::array<int64_t, form::CellVector::kSize> cells{};
  // How many of the accepted reports hold no number in the cell, and what instead.
  std::array<int32_t, form::CellVector::kSize> blank{};
  std::array<int32_t, form::CellVector::kSize> not_applicable{};
  std::array<int32_t, form::CellVector::kSize> unresolved{};
  Counts counts{};

  bool operator==(const NodeTotal&) const = default;
};

}  // namespace nianbao::aggregation
