// A new version of the rulebook in the making.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/named_rulebook.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Puts a rulebook in force, with one event that says so. `change` says which rule was changed and why; version and
// digest are added to it. Request and reply are left to the caller.
Changeset PutInForce(NamedRulebook rulebook, const std::string& expected_digest, v1::RulebookChange change,
                     const Caller& caller, const std::string& request_id, absl::Time now);

}  // namespace nianbao::submission
