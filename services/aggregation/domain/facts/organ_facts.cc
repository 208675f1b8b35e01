#include "services/aggregation/domain/facts/organ_facts.h"

namespace nianbao::aggregation {

OrganVersion VersionOf(const organ::v1::Organ& organ, OrganIndex& organs) {
  OrganVersion version{.from_day = organ.from_day(),
                       .title = organ.title(),
                       .line = organ.line(),
                       .parent = organ.parent().empty() ? kNoOrgan : organs.FindOrAdd(organ.parent()),
                       .absent = organ.absent()};
  const bool both = organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH;
  version.owes_own = !organ.absent() && (both || organ.scope_duty() == organ::v1::SCOPE_DUTY_OWN);
  version.owes_roll_up = !organ.absent() && (both || organ.scope_duty() == organ::v1::SCOPE_DUTY_ROLL_UP);
  if (organ.absent()) {
    for (const std::string& successor : organ.successors()) version.successors.push_back(organs.FindOrAdd(successor));
  }
  return version;
}

ListLine LineOf(const organ::v1::ExpectedReporter& reporter, OrganIndex& organs) {
  return {.organ = VersionOf(reporter.organ(), organs), .closed = reporter.closed(), .removed = reporter.removed()};
}

const OrganVersion* OrganFacts::On(const std::string& day, int64_t sequence) const {
  const OrganVersion* standing = nullptr;
  for (const auto& [said_at, version] : versions.points()) {
    if (said_at > sequence) break;
    if (version.from_day > day) continue;
    // A version said again for its day takes the place of the one said before.
    if (standing == nullptr || version.from_day >= standing->from_day) standing = &version;
  }
  return standing;
}

const ListLine* OrganFacts::Line(int year, int64_t sequence) const {
  const auto found = lines.find(year);
  return found == lines.end() ? nullptr : found->second.At(sequence);
}

const ReportState* OrganFacts::Report(int year, form::v1::Scope scope, int64_t sequence) const {
  const auto found = reports.find({year, scope});
  return found == reports.end() ? nullptr : found->second.At(sequence);
}

}  // namespace nianbao::aggregation
