#include "services/submission/domain/accept_filing.h"

#include <utility>

#include "libs/form/cell_vector.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/review_guard.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::AcceptFilingRequest& request) {
  FieldErrors errors;
  CheckText("signed_off_by", "签发的负责人", request.signed_off_by(), Need::kRequired, errors);
  return errors.ToStatus();
}

// The corrected revision makes way before the correction comes in, so that readers of the log never count both.
absl::Status SupersedeEffective(FilingEdit& edit) {
  if (!edit.filing().has_effective_revision()) return absl::OkStatus();
  return edit.Move(Action::kSupersede, *edit.filing().mutable_effective_revision()).status();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::AcceptFilingRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  const absl::Time now = deps.clock.Now();
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(CheckReviewer(edit, Action::kAccept, caller));
  RETURN_IF_ERROR(SupersedeEffective(edit));

  v1::Revision& revision = edit.open_revision();
  ASSIGN_OR_RETURN(const form::CellVector cells, form::VectorOf(revision.report()));
  revision.set_signed_off_by(request.signed_off_by());
  revision.set_reviewer(caller.name);
  *revision.mutable_review_time() = ToTimestamp(now);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kAccept, revision));
  *change->mutable_cells() = form::ToProto(cells);
  change->set_reason(revision.correction_reason());
  change->set_signed_off_by(request.signed_off_by());
  *edit.filing().mutable_effective_revision() = std::move(revision);
  edit.filing().clear_open_revision();
  return std::move(edit).Finish<v1::AcceptFilingResponse>(now);
}

}  // namespace

absl::StatusOr<v1::AcceptFilingResponse> AcceptFiling(const Deps& deps, const Caller& caller,
                                                      const v1::AcceptFilingRequest& request) {
  return Once<v1::AcceptFilingResponse>(deps.store, caller, "AcceptFiling", request,
                                        [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
