// Writing back where an accepted report is published.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.PublishFiling.
absl::StatusOr<v1::PublishFilingResponse> PublishFiling(const Deps& deps, const Caller& caller,
                                                        const v1::PublishFilingRequest& request);

}  // namespace nianbao::submission
