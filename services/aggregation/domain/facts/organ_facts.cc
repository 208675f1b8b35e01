#include "services/aggregation/domain/facts/organ_facts.h"

#include "absl/strings/ascii.h"

namespace nianbao::aggregation {

int DayNumber(absl::string_view day) {
  int number = 0;
  for (const char c : day) {
    if (absl::ascii_isdigit(c)) number = number * 10 + (c - '0');
  }
  return number;
}

OrganVersion VersionOf(const organ::v1::Organ& organ, OrganIndex& organs) {
  OrganVersion version{.from_day = DayNumber(organ.from_day()),
                       .parent = organ.parent().empty() ? kNoOrgan : organs.FindOrAdd(organ.parent()),
                       .absent = organ.absent(),
                       .title = organ.title(),
                       .line = organ.line()};
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

const OrganVersion* OrganFacts::On(int day, int64_t sequence) const {
  const OrganVersion* standing = nullptr;
  versions.ForEachUntil(sequence, [&](int64_t, const OrganVersion& version) {
    if (version.from_day > day) return;
    // A version said again for its day takes the place of the one said before.
    if (standing == nullptr || version.from_day >= standing->from_day) standing = &version;
  });
  return standing;
}

}  // namespace nianbao::aggregation
