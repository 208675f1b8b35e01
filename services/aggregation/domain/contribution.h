// What reports add to a total: figures and counts that can be added and taken away exactly.
#pragma once

#include <array>

#include "absl/numeric/int128.h"
#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {

// The share of one organ, or of a set of organs, in the totals of a year. 128 bits hold the sum of any number of
// 64-bit figures that a log can carry, so adding and taking away never loses anything.
struct Contribution {
  std::array<absl::int128, form::CellVector::kSize> sums{};
  // Organs whose own report is accepted.
  int accepted = 0;
  // Of these, organs that no longer owe an own report. Their figures stand, so they count as expected.
  int accepted_beyond_duty = 0;
  // Of the accepted, those that are published.
  int published = 0;
  // Of the accepted, those that were entered as printed.
  int backloaded = 0;
  // Organs that owe an own report and have nothing accepted: what they have instead.
  int submitted = 0;
  int returned = 0;

  Contribution& operator+=(const Contribution& other);
  Contribution& operator-=(const Contribution& other);
  bool operator==(const Contribution&) const = default;
};

}  // namespace nianbao::aggregation
