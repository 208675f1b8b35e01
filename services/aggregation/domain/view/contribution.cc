#include "services/aggregation/domain/view/contribution.h"

namespace nianbao::aggregation {

using submission::v1::Revision;

Counts& Counts::operator+=(const Counts& other) {
  expected += other.expected;
  accepted += other.accepted;
  submitted += other.submitted;
  returned += other.returned;
  late += other.late;
  published += other.published;
  backloaded += other.backloaded;
  summaries += other.summaries;
  return *this;
}

Counts& Counts::operator-=(const Counts& other) {
  expected -= other.expected;
  accepted -= other.accepted;
  submitted -= other.submitted;
  returned -= other.returned;
  late -= other.late;
  published -= other.published;
  backloaded -= other.backloaded;
  summaries -= other.summaries;
  return *this;
}

form::v1::Scope ScopeOf(Duty duty) { return duty == Duty::kSummary ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN; }

Contribution ContributionOf(const OrganFacts& organ, Duty duty, int year, int64_t sequence) {
  Contribution contribution;
  if (duty == Duty::kCovered) return contribution;
  Counts& counts = contribution.counts;
  const bool owes = duty != Duty::kNone;
  counts.expected = owes ? 1 : 0;
  const ReportState* const report = organ.Report(year, ScopeOf(duty), sequence);
  if (report == nullptr) return contribution;
  if (report->accepted != nullptr) {
    contribution.report = report->accepted.get();
    counts.expected = 1;
    counts.accepted = 1;
    counts.late = report->accepted->late ? 1 : 0;
    counts.published = report->published ? 1 : 0;
    counts.backloaded = report->accepted->backloaded ? 1 : 0;
    counts.summaries = duty == Duty::kSummary ? 1 : 0;
  } else if (owes) {
    counts.submitted = report->open == Revision::STATE_SUBMITTED ? 1 : 0;
    counts.returned = report->open == Revision::STATE_RETURNED ? 1 : 0;
    counts.late = counts.submitted + counts.returned > 0 && report->open_late ? 1 : 0;
  }
  return contribution;
}

}  // namespace nianbao::aggregation
