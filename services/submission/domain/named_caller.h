// Whether a caller has a name.
#pragma once

#include "absl/status/status.h"
#include "services/submission/domain/caller.h"

namespace nianbao::submission {

// UNAUTHENTICATED ACTOR_MISSING for a blank name.
absl::Status CheckNamed(const Caller& caller);

}  // namespace nianbao::submission
