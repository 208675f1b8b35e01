#include "services/submission/domain/get_organ.h"

#include <memory>

#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/organ_read.h"

namespace nianbao::submission {

absl::StatusOr<directory::v1::GetOrganResponse> GetOrgan(const StoreReader& store,
                                                         const directory::v1::GetOrganRequest& request) {
  FieldErrors errors;
  CheckDay("day", "日期", request.day(), DayNeed::kOptional, errors);
  RETURN_IF_ERROR(errors.ToStatus());
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, store.ReadRosterHistory());
  const OrganVersions* const versions = history->VersionsOf(request.name());
  if (versions == nullptr) return OrganUnknown(request.name());
  directory::v1::GetOrganResponse response;
  if (request.day().empty()) {
    ASSIGN_OR_RETURN(*response.mutable_organ(), FindOrgan(store, request.name()));
  } else {
    *response.mutable_organ() = VersionOn(*versions, request.day());
  }
  for (const auto& [day, version] : *versions) *response.add_history() = version;
  return response;
}

}  // namespace nianbao::submission
