// A change of the list of a year as a changeset.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Puts lines of the list of a year, with an event for each. Without request and reply.
Changeset WriteReporters(FrozenRosterWrite write, const Caller& caller, const std::string& request_id, absl::Time now);

}  // namespace nianbao::submission
