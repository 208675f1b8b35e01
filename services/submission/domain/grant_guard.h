// What a role can be given or taken away on.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "nianbao/organ/v1/grant.pb.h"

namespace nianbao::submission {

// ALREADY_EXISTS GRANT_EXISTS.
absl::Status GrantExists(const organ::v1::Grant& grant);

// Administrators of system, security and audit are kept apart: a subject with one of these roles has no other.
// FAILED_PRECONDITION GRANT_CONFLICT when the grant would change that, given what the subject has.
absl::Status CheckKeptApart(const organ::v1::Grant& grant, const std::vector<organ::v1::KeptGrant>& held);

// NOT_FOUND GRANT_UNKNOWN.
absl::Status GrantUnknown(const organ::v1::Grant& grant);

}  // namespace nianbao::submission
