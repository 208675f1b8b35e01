// Entering the report of a past year.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.BackloadFiling.
absl::StatusOr<v1::BackloadFilingResponse> BackloadFiling(const Deps& deps, const Caller& caller,
                                                          const v1::BackloadFilingRequest& request);

}  // namespace nianbao::submission
