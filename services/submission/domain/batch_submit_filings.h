// Handing many reports in for review, all or none.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.BatchSubmitFilings. After the deadline, which is one of real
// time, nothing more is decided.
absl::StatusOr<v1::BatchSubmitFilingsResponse> BatchSubmitFilings(const Deps& deps, const Caller& caller,
                                                                  const v1::BatchSubmitFilingsRequest& request,
                                                                  absl::Time deadline);

}  // namespace nianbao::submission
