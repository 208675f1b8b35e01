// Taking an accepted report out of the totals.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.RevokeFiling.
absl::StatusOr<v1::RevokeFilingResponse> RevokeFiling(const Deps& deps, const Caller& caller,
                                                      const v1::RevokeFilingRequest& request);

}  // namespace nianbao::submission
