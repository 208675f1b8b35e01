// Asking the rules, and what must hold before a report may be submitted.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// What the rules in force say about a report of this filing. prior_override takes the place of the accepted report of
// the year before, where that is about to change. UNAVAILABLE VALIDATION_UNAVAILABLE when the rules cannot be asked;
// INVALID_ARGUMENT and RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE as the rules give them.
absl::StatusOr<validation::v1::Verdict> Judge(const Deps& deps, const v1::Filing& filing,
                                              const form::v1::AnnualReport& report,
                                              const form::v1::AnnualReport* prior_override = nullptr);

// The same for any rulebook and context.
absl::StatusOr<validation::v1::Verdict> AskRules(const Deps& deps, const Question& question);

// FAILED_PRECONDITION REPORT_HAS_ERRORS with a violation for each error; WARNINGS_UNEXPLAINED with one for each
// warning that no explanation names.
absl::Status CheckSubmittable(const v1::Revision& revision);

}  // namespace nianbao::submission
