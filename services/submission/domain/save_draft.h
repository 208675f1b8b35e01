// Saving a report while it is being written.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.SaveDraft.
absl::StatusOr<v1::SaveDraftResponse> SaveDraft(const Deps& deps, const Caller& caller,
                                                const v1::SaveDraftRequest& request);

}  // namespace nianbao::submission
