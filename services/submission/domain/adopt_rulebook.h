// Putting the rulebook of a release in force.
#pragma once

#include "absl/status/status.h"
#include "nianbao/validation/v1/rulebook.pb.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Puts `delivered` in force, with the changes that were made in office, when there is no rulebook or an older one.
// Several programs may do so at once. Errors are the store's.
absl::Status AdoptRulebook(Store& store, const Clock& clock, const validation::v1::Rulebook& delivered);

}  // namespace nianbao::submission
