// Who of a subtree has filed.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.GetCompleteness.
absl::StatusOr<directory::v1::GetCompletenessResponse> GetCompleteness(
    const StoreReader& store, const Clock& clock, const directory::v1::GetCompletenessRequest& request);

}  // namespace nianbao::submission
