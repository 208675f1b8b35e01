// Asking the rules.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/deps.h"
#include "services/submission/domain/judgement.h"
#include "services/submission/domain/validation_context.h"

namespace nianbao::submission {

// What the rules in force say about a report of this filing. prior_change: the report of the year before is about to
// change. together: what is submitted together with it. UNAVAILABLE VALIDATION_UNAVAILABLE when the rules cannot be
// asked; INVALID_ARGUMENT and RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE as the rules give them.
absl::StatusOr<Judgement> Judge(const Deps& deps, const v1::Filing& filing, const form::v1::AnnualReport& report,
                                const PriorChange* prior_change = nullptr, const TextsTogether* together = nullptr);

// The verdict alone, for any rulebook and context.
absl::StatusOr<validation::v1::Verdict> AskRules(const Deps& deps, const Question& question);

}  // namespace nianbao::submission
