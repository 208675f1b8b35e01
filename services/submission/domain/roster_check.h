// What a roster must be before it is taken in.
#pragma once

#include "absl/status/status.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/roster.h"

namespace nianbao::submission {

// Checks organs that are to be added to a roster, or to replace those in it.
// INVALID_ARGUMENT ROSTER_INVALID with a violation for each bad organ: a missing, malformed or overlong field, a name
// twice, a parent that is neither in the roster nor in the request, a cycle.
absl::Status CheckRoster(const directory::v1::ImportOrgansRequest& request, const Roster& roster);

}  // namespace nianbao::submission
