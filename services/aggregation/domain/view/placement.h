// Where organs stand in a tree, and what they owe.
#pragma once

#include <cstdint>
#include <vector>

#include "services/aggregation/domain/facts/facts.h"
#include "services/aggregation/domain/view/contribution.h"

namespace nianbao::aggregation {

// By number of the organ. Without cycles, whatever the facts say.
struct Placement {
  // As which version it stands; nullptr while nothing is known of it.
  std::vector<const OrganVersion*> versions;
  // Below which organ; kNoOrgan at the top.
  std::vector<int> parents;
  // Whether it exists in this tree, or stands in it only for what it once reported.
  std::vector<uint8_t> present;
};

struct PlacementInYear : Placement {
  // What each organ owes for the year.
  std::vector<Duty> duties;
};

// The tree of the year: by the list of those who must report, and where that says nothing by how organs stand on 31
// December, or else will stand first.
PlacementInYear PlaceInYear(const Facts& facts, int year, const Moment& at);

// The tree as it is now. What a merged organ reported stands below the one that took its work over; what a split one
// reported below the nearest node that holds all its successors.
Placement PlaceToday(const Facts& facts, const Moment& at);

}  // namespace nianbao::aggregation
