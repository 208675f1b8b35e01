// A change of what is locked in a year.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// What stands at the node; nullptr when nothing does.
const v1::YearLock* FindLock(const YearLocks& locks, absl::string_view node);

// Puts a lock in the place of what stands at its node, or lifts that when it is of KIND_UNSPECIFIED, with the event
// that says so. Completes the lock with author and time. Without request and reply.
Changeset ChangeLock(const YearLocks& before, v1::YearLock& lock, const Caller& caller, const std::string& request_id,
                     absl::Time now);

}  // namespace nianbao::submission
