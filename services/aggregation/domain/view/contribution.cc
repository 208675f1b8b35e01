#include "services/aggregation/domain/view/contribution.h"

namespace nianbao::aggregation {

using submission::v1::Revision;

form::v1::Scope ScopeOf(Duty duty) { return duty == Duty::kSummary ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN; }

Contribution ContributionOf(Duty duty, const ReportState* report) {
  Contribution contribution;
  if (duty == Duty::kCovered) return contribution;
  auto& counts = contribution.counts;
  const bool owes = duty != Duty::kNone;
  counts.expected = owes ? 1 : 0;
  if (report == nullptr) return contribution;
  if (report->accepted != nullptr) {
    contribution.report = report->accepted;
    counts.expected = 1;
    counts.accepted = 1;
    counts.late = report->late ? 1 : 0;
    counts.published = report->published ? 1 : 0;
    counts.backloaded = report->backloaded ? 1 : 0;
    counts.summaries = duty == Duty::kSummary ? 1 : 0;
  } else if (owes) {
    counts.submitted = report->open == Revision::STATE_SUBMITTED ? 1 : 0;
    counts.returned = report->open == Revision::STATE_RETURNED ? 1 : 0;
    counts.late = counts.submitted + counts.returned > 0 && report->open_late ? 1 : 0;
  }
  return contribution;
}

}  // namespace nianbao::aggregation
