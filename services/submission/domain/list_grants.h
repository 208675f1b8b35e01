// Who may do what where.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/grant_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The contract is that of directory.v1.GrantService.ListGrants.
absl::StatusOr<directory::v1::ListGrantsResponse> ListGrants(const StoreReader& store,
                                                             const directory::v1::ListGrantsRequest& request);

// The contract is that of directory.v1.GrantService.ListOwnGrants.
absl::StatusOr<directory::v1::ListOwnGrantsResponse> ListOwnGrants(const StoreReader& store, const Caller& caller);

}  // namespace nianbao::submission
