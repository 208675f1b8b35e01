// Closing a year for filers.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.LockYear.
absl::StatusOr<v1::LockYearResponse> LockYear(const Deps& deps, const Caller& caller,
                                              const v1::LockYearRequest& request);

}  // namespace nianbao::submission
