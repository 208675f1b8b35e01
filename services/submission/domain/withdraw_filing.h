// Taking a report back before it is accepted.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.WithdrawFiling.
absl::StatusOr<v1::WithdrawFilingResponse> WithdrawFiling(const Deps& deps, const Caller& caller,
                                                          const v1::WithdrawFilingRequest& request);

}  // namespace nianbao::submission
