#include "services/submission/domain/organ_read.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {
absl::Status OrganUnknown(absl::string_view name) {
  return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN",
                       absl::StrCat("organ: got \"", name, "\", want one of the roster"))
      .Meta("organ", name)
      .Chinese(absl::StrCat("名册中没有机关“", name, "”。请核对机关标识，或请主管部门先把它列入名册。"));
}

absl::StatusOr<organ::v1::Organ> FindOrgan(const StoreReader& store, absl::string_view name) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, store.ReadRoster());
  const organ::v1::Organ* const organ = roster->Find(name);
  if (organ == nullptr) return OrganUnknown(name);
  return *organ;
}

absl::StatusOr<std::shared_ptr<const Roster>> RosterWith(const StoreReader& store, absl::string_view node) {
  ASSIGN_OR_RETURN(std::shared_ptr<const Roster> roster, store.ReadRoster());
  if (!node.empty() && roster->Find(node) == nullptr) return OrganUnknown(node);
  return roster;
}

absl::StatusOr<organ::v1::Organ> OrganOfYear(const StoreReader& store, absl::string_view name, int32_t year) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, store.ReadRosterHistory());
  const organ::v1::Organ* const organ = history->At(name, LastDayOf(year));
  if (organ == nullptr || organ->absent()) return FindOrgan(store, name);
  return *organ;
}

absl::Status CheckInTree(const Roster& tree, absl::string_view node) {
  const organ::v1::Organ* const top = tree.Find(node);
  if (!node.empty() && (top == nullptr || top->absent())) return OrganUnknown(node);
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Roster>> TreeWith(const StoreReader& store, absl::string_view node,
                                                       absl::string_view day) {
  FieldErrors errors;
  CheckDay("day", "日期", day, DayNeed::kOptional, errors);
  RETURN_IF_ERROR(errors.ToStatus());
  std::shared_ptr<const Roster> roster;
  if (day.empty()) {
    ASSIGN_OR_RETURN(roster, store.ReadRoster());
  } else {
    ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, store.ReadRosterHistory());
    roster = history->On(day);
  }
  RETURN_IF_ERROR(CheckInTree(*roster, node));
  return roster;
}

}  // namespace nianbao::submission
