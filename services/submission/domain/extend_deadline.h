// Giving one filing more time.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.ExtendDeadline.
absl::StatusOr<v1::ExtendDeadlineResponse> ExtendDeadline(const Deps& deps, const Caller& caller,
                                                          const v1::ExtendDeadlineRequest& request);

}  // namespace nianbao::submission
