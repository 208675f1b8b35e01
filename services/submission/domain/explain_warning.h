// Explaining warnings while a report is being mended.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.ExplainWarning.
absl::StatusOr<v1::ExplainWarningResponse> ExplainWarning(const Deps& deps, const Caller& caller,
                                                          const v1::ExplainWarningRequest& request);

}  // namespace nianbao::submission
