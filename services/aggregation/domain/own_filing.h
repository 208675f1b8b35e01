// The own report of one organ for one year, as far as totals care.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "libs/form/cell_vector.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/contribution.h"

namespace nianbao::aggregation {

// Accepted figures stand, whatever becomes of later revisions, until another revision is accepted in their place or
// they are revoked.
class OwnFiling {
 public:
  // DATA_LOSS FEED_CORRUPT when an acceptance brings no usable figures; nothing is changed then.
  absl::Status Apply(const submission::v1::FilingChange& change);

  // What the filing adds to totals. owes: the organ must file an own report.
  Contribution ContributionWhen(bool owes) const;

 private:
  absl::Status Accept(const submission::v1::FilingChange& change);

  std::optional<form::CellVector> accepted_;
  // Whether the accepted figures are.
  bool published_ = false;
  // Whether they were entered as printed, so that their sums may be wrong.
  bool backloaded_ = false;
  submission::v1::Revision::State open_state_ = submission::v1::Revision::STATE_UNSPECIFIED;
};

}  // namespace nianbao::aggregation
