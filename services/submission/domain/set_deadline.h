// Setting the day by which organs must file.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.SetDeadline.
absl::StatusOr<directory::v1::SetDeadlineResponse> SetDeadline(const Deps& deps, const Caller& caller,
                                                               const directory::v1::SetDeadlineRequest& request);

}  // namespace nianbao::submission
