#include "services/submission/domain/revoke_filing.h"

#include <utility>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/reopening.h"
#include "services/submission/domain/review_guard.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::RevokeFilingRequest& request) {
  FieldErrors errors;
  CheckText("reason", "撤销理由", request.reason(), Need::kRequired, errors);
  return errors.ToStatus();
}

absl::Status Revoke(const v1::RevokeFilingRequest& request, const Caller& caller, absl::Time now, FilingEdit& edit) {
  v1::Revision& revision = *edit.filing().mutable_effective_revision();
  revision.set_revoke_reason(request.reason());
  revision.set_revoker(caller.name);
  *revision.mutable_revoke_time() = ToTimestamp(now);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kRevoke, revision));
  change->set_reason(request.reason());
  edit.filing().clear_effective_revision();
  return absl::OkStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::RevokeFilingRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kOffice, edit));
  RETURN_IF_ERROR(CheckReviewer(edit, Action::kRevoke, caller));
  ASSIGN_OR_RETURN(std::vector<FilingEdit> reopened,
                   ReopenYearAfter(deps, caller, request.request_id(), edit.filing(), nullptr));

  const absl::Time now = deps.clock.Now();
  RETURN_IF_ERROR(Revoke(request, caller, now, edit));
  v1::RevokeFilingResponse answer;
  for (FilingEdit& other : reopened) answer.add_reopened(other.filing().name());
  Changeset changes = std::move(edit).Finish(now, answer);
  for (FilingEdit& other : reopened) std::move(other).AddTo(changes, now);
  return changes;
}

}  // namespace

absl::StatusOr<v1::RevokeFilingResponse> RevokeFiling(const Deps& deps, const Caller& caller,
                                                      const v1::RevokeFilingRequest& request) {
  return OnceWithYearAfter<v1::RevokeFilingResponse>(deps.store, caller, "RevokeFiling", request,
                                                     [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
