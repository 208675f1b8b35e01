// Changing what organs are from a day on.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.ChangeOrgan.
absl::StatusOr<directory::v1::ChangeOrganResponse> ChangeOrgan(const Deps& deps, const Caller& caller,
                                                               const directory::v1::ChangeOrganRequest& request);

}  // namespace nianbao::submission
