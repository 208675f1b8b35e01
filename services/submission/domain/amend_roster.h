// Amending the frozen list of a year.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.AmendRoster.
absl::StatusOr<directory::v1::AmendRosterResponse> AmendRoster(const Deps& deps, const Caller& caller,
                                                               const directory::v1::AmendRosterRequest& request);

}  // namespace nianbao::submission
