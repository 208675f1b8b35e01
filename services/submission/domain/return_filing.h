// Sending a report back to its filer.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.ReturnFiling.
absl::StatusOr<v1::ReturnFilingResponse> ReturnFiling(const Deps& deps, const Caller& caller,
                                                      const v1::ReturnFilingRequest& request);

}  // namespace nianbao::submission
