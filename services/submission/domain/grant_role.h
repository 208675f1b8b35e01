// Giving and taking away roles.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/grant_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of directory.v1.GrantService.GrantRole.
absl::StatusOr<directory::v1::GrantRoleResponse> GrantRole(const Deps& deps, const Caller& caller,
                                                           const directory::v1::GrantRoleRequest& request);

// The contract is that of directory.v1.GrantService.RevokeRole.
absl::StatusOr<directory::v1::RevokeRoleResponse> RevokeRole(const Deps& deps, const Caller& caller,
                                                             const directory::v1::RevokeRoleRequest& request);

}  // namespace nianbao::submission
