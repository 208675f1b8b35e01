// Taking in the working days of a year.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.ImportCalendar.
absl::StatusOr<directory::v1::ImportCalendarResponse> ImportCalendar(
    const Deps& deps, const Caller& caller, const directory::v1::ImportCalendarRequest& request);

}  // namespace nianbao::submission
