#include "services/submission/domain/organ_read.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {
namespace {

absl::Status OrganUnknown(absl::string_view name) {
  return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN",
                       absl::StrCat("organ: got \"", name, "\", want one of the roster"))
      .Meta("organ", name)
      .Chinese(absl::StrCat("名册中没有机关“", name, "”。请核对机关标识，或请主管部门先把它列入名册。"));
}

}  // namespace

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

}  // namespace nianbao::submission
