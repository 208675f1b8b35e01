// Handing a report in for review.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.SubmitFiling.
absl::StatusOr<v1::SubmitFilingResponse> SubmitFiling(const Deps& deps, const Caller& caller,
                                                      const v1::SubmitFilingRequest& request);

}  // namespace nianbao::submission
