// What it takes to submit a report, alone or together with others.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/texts_together.h"

namespace nianbao::submission {

// A submission that nothing stands against.
struct Submission {
  FilingEdit edit;
  absl::Time time;
};

// Decides on one submission; request_id is that of its events. together: what is submitted with it in one change,
// nullptr for nothing. The errors are those of submission.v1.SubmissionService.SubmitFiling.
absl::StatusOr<Submission> DecideSubmission(const Deps& deps, const Caller& caller,
                                            const v1::SubmitFilingRequest& request, const std::string& request_id,
                                            const TextsTogether* together = nullptr);

}  // namespace nianbao::submission
