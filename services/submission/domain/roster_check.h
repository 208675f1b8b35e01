// What a roster must be before it is taken in.
#pragma once

#include <string>
#include <vector>

#include "services/submission/domain/roster_draft.h"
#include "services/submission/domain/roster_fault.h"

namespace nianbao::submission {

// What is wrong with an organ that a draft touches.
struct PlaceFault {
  // Resource name.
  std::string organ;
  RosterFault fault;
};

// Checks the places of the organs that a draft touches, and of those below them, on every day from the first that it
// touches on: a parent that exists, no cycle, and vertical systems as trees of their own. At most one fault for each
// organ, in the order in which they were put.
std::vector<PlaceFault> CheckPlaces(const RosterDraft& draft);

// What is doubtful about the place of an organ from its day on: a division code that is not within its parent's.
std::vector<RosterFault> DoubtsOfPlace(const organ::v1::Organ& organ, const RosterDraft& draft);

}  // namespace nianbao::submission
