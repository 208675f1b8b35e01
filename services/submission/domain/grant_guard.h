// What a role can be given or taken away on.
#pragma once

#include "absl/status/status.h"
#include "nianbao/organ/v1/grant.pb.h"

namespace nianbao::submission {

// ALREADY_EXISTS GRANT_EXISTS.
absl::Status GrantExists(const organ::v1::Grant& grant);

// NOT_FOUND GRANT_UNKNOWN.
absl::Status GrantUnknown(const organ::v1::Grant& grant);

}  // namespace nianbao::submission
