// Who of a subtree has filed.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID for a year that no filing can have.
absl::StatusOr<directory::v1::GetCompletenessResponse> GetCompleteness(
    const StoreReader& store, const directory::v1::GetCompletenessRequest& request);

}  // namespace nianbao::submission
