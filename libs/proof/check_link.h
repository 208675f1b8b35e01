// The check that anyone can make of a link between two roots, without any service.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/aggregation/v1/root_link.pb.h"

namespace nianbao::proof {

// What a link that was checked shows.
struct ProvenLink {
  // Places in `nodes` of the organs whose figures are others now.
  std::vector<int> moved;
  // Organs whose figures the events move, and which do not stand below the node by the word of whoever gave the link,
  // by name: their trees are not shown.
  std::vector<std::string> elsewhere;
};

// The second total follows from the first by exactly the events between them: both trees add up and lead to their
// roots, what is not shown is the same in both, the events are chained from the digest of the log in the one root to
// that in the other, and each organ shown adds what the last of them about its report says, or what it added before.
// Whether the roots are to be believed their signatures say: CheckSignature.
// Errors: those of CheckProof; DATA_LOSS LINK_EVENTS_WRONG, LINK_CHANGE_WRONG; FAILED_PRECONDITION LIST_CHANGED.
absl::StatusOr<ProvenLink> CheckLink(const aggregation::v1::RootLink& link);

}  // namespace nianbao::proof
