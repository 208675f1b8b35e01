#include "services/aggregation/domain/own_filing.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {

using submission::v1::Revision;

absl::Status OwnFiling::Apply(const submission::v1::FilingChange& change) {
  switch (change.to()) {
    // The figures of a superseded revision stand until the acceptance that replaces them: totals move once.
    case Revision::STATE_SUPERSEDED:
      return absl::OkStatus();
    case Revision::STATE_PUBLISHED:
      published_ = true;
      return absl::OkStatus();
    // A correction in progress is none of its concern.
    case Revision::STATE_REVOKED:
      accepted_.reset();
      published_ = false;
      return absl::OkStatus();
    case Revision::STATE_ACCEPTED:
      return Accept(change);
    default:
      open_state_ = change.to();
      return absl::OkStatus();
  }
}

absl::Status OwnFiling::Accept(const submission::v1::FilingChange& change) {
  auto figures = form::FromProto(change.cells());
  if (!figures.ok()) {
    return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT",
                         absl::StrCat("event.filing: ", change.filing(), ": ", figures.status().message()))
        .Meta("filing", change.filing())
        .Chinese(absl::StrCat("事件日志中 ", change.filing(), " 的数据不完整，汇总已暂停，请联系运维人员。"));
  }
  accepted_ = *figures;
  published_ = false;
  backloaded_ = change.backloaded();
  open_state_ = Revision::STATE_UNSPECIFIED;
  return absl::OkStatus();
}

Contribution OwnFiling::ContributionWhen(bool owes) const {
  Contribution contribution;
  if (accepted_) {
    for (int i = 0; i < form::CellVector::kSize; ++i) contribution.sums[i] = accepted_->value(i);
    contribution.accepted = 1;
    contribution.published = published_ ? 1 : 0;
    contribution.backloaded = backloaded_ ? 1 : 0;
    contribution.accepted_beyond_duty = owes ? 0 : 1;
  } else if (owes) {
    contribution.submitted = open_state_ == Revision::STATE_SUBMITTED ? 1 : 0;
    contribution.returned = open_state_ == Revision::STATE_RETURNED ? 1 : 0;
  }
  return contribution;
}

}  // namespace nianbao::aggregation
