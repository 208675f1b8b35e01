// Asking the rules.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// What the rules say about a report, given the accepted report of the same organ and scope of the year before: the one
// that stands, or prior_override when it is about to. UNAVAILABLE VALIDATION_UNAVAILABLE when the rules cannot be
// asked; INVALID_ARGUMENT and RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE as the rules give them.
absl::StatusOr<validation::v1::Verdict> Judge(const Deps& deps, const v1::Filing& filing,
                                              const form::v1::AnnualReport& report,
                                              const form::v1::AnnualReport* prior_override = nullptr);

}  // namespace nianbao::submission
