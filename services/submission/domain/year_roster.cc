#include "services/submission/domain/year_roster.h"

#include <algorithm>

#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/scope_duty.h"

namespace nianbao::submission {

std::vector<ExpectedFiling> YearRoster::OfOrgan(const organ::v1::Organ& organ) const {
  std::vector<ExpectedFiling> expected;
  if (IsBelowClosed(organ)) return expected;
  for (const form::v1::Scope scope : {form::v1::SCOPE_OWN, form::v1::SCOPE_ROLL_UP}) {
    if (scope == form::v1::SCOPE_OWN && IsClosed(organ.name())) continue;
    if (Owes(organ, scope)) expected.push_back({&organ, scope});
  }
  return expected;
}

std::vector<ExpectedFiling> YearRoster::OfSubtree(absl::string_view node) const {
  std::vector<ExpectedFiling> expected;
  for (const organ::v1::Organ* const organ : tree().Subtree(node)) {
    const std::vector<ExpectedFiling> of_organ = OfOrgan(*organ);
    expected.insert(expected.end(), of_organ.begin(), of_organ.end());
  }
  return expected;
}

bool YearRoster::IsClosed(absl::string_view organ) const {
  const organ::v1::ExpectedReporter* const line = frozen() ? frozen_->Find(organ) : nullptr;
  return line != nullptr && line->closed();
}

bool YearRoster::IsBelowClosed(const organ::v1::Organ& organ) const {
  if (!frozen()) return false;
  for (const organ::v1::Organ* above = tree().Find(organ.parent()); above != nullptr;
       above = tree().Find(above->parent())) {
    if (IsClosed(above->name())) return true;
  }
  return false;
}

absl::StatusOr<YearRoster> ReadYearRoster(const StoreReader& store, int32_t year, absl::string_view today) {
  ASSIGN_OR_RETURN(std::shared_ptr<const FrozenRoster> frozen, store.ReadFrozenRoster(year));
  if (frozen != nullptr) return YearRoster(std::move(frozen));
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, store.ReadRosterHistory());
  return YearRoster(history->On(std::min(LastDayOf(year), std::string(today))));
}

}  // namespace nianbao::submission
