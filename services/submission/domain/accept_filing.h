// Accepting a report: from then on its figures stand.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.AcceptFiling.
absl::StatusOr<v1::AcceptFilingResponse> AcceptFiling(const Deps& deps, const Caller& caller,
                                                      const v1::AcceptFilingRequest& request);

}  // namespace nianbao::submission
