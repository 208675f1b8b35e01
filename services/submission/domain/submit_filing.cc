#include "services/submission/domain/submit_filing.h"

#include <utility>

#include "libs/status/try.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/submission.h"
#include "services/submission/domain/trial.h"

namespace nianbao::submission {
namespace {

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::SubmitFilingRequest& request) {
  ASSIGN_OR_RETURN(Submission submission, DecideSubmission(deps, caller, request, request.request_id()));
  return std::move(submission.edit).Finish<v1::SubmitFilingResponse>(submission.time);
}

}  // namespace

absl::StatusOr<v1::SubmitFilingResponse> SubmitFiling(const Deps& deps, const Caller& caller,
                                                      const v1::SubmitFilingRequest& request) {
  const auto prepare = [&] { return Prepare(deps, caller, request); };
  if (request.validate_only()) return Try<v1::SubmitFilingResponse>(caller, "SubmitFiling", request, prepare);
  return Once<v1::SubmitFilingResponse>(deps.store, caller, "SubmitFiling", request, prepare);
}

}  // namespace nianbao::submission
