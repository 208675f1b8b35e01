#include "services/aggregation/domain/facts/organ_facts.h"

#include <utility>

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
                       .absent = organ.absent()};
  const bool both = organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH;
  version.owes_own = !organ.absent() && (both || organ.scope_duty() == organ::v1::SCOPE_DUTY_OWN);
  version.owes_roll_up = !organ.absent() && (both || organ.scope_duty() == organ::v1::SCOPE_DUTY_ROLL_UP);
  OrganVersion::Details details{.title = organ.title(), .line = organ.line(), .successors = {}};
  if (organ.absent()) {
    for (const std::string& successor : organ.successors()) details.successors.push_back(organs.FindOrAdd(successor));
  }
  version.details = std::make_unique<const OrganVersion::Details>(std::move(details));
  return version;
}

bool OrganVersion::operator==(const OrganVersion& other) const {
  return from_day == other.from_day && parent == other.parent && absent == other.absent && owes_own == other.owes_own &&
         owes_roll_up == other.owes_roll_up && *details == *other.details;
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
