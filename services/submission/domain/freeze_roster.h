// Freezing the list of those who must report for a year.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.FreezeRoster.
absl::StatusOr<directory::v1::FreezeRosterResponse> FreezeRoster(const Deps& deps, const Caller& caller,
                                                                 const directory::v1::FreezeRosterRequest& request);

}  // namespace nianbao::submission
