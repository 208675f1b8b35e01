#include "services/submission/domain/accept_filing.h"

#include <string>
#include <utility>
#include <vector>

#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/findings_guard.h"
#include "services/submission/domain/reopening.h"
#include "services/submission/domain/review_guard.h"
#include "services/submission/domain/rule_check.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/year_lock_guard.h"

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

// A verdict is missing when a report that this one is compared with was changed while the rules could not be asked.
absl::Status AskWhatIsUnknown(const Deps& deps, FilingEdit& edit) {
  v1::Revision& revision = edit.open_revision();
  if (revision.has_verdict()) return absl::OkStatus();
  absl::StatusOr<Judgement> judgement = Judge(deps, edit.filing(), revision.report());
  if (status::ReasonOf(judgement.status()) == "VALIDATION_UNAVAILABLE") {
    return status::Error(absl::StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE",
                         "validation: got no answer, want a verdict on a revision that has none")
        .Meta("filing", edit.filing().name())
        .RetryAfter(absl::Seconds(2))
        .Chinese("上年年报变动后，本年报尚未重新校验，而校验服务暂时不可用，年报没有受理。请稍后再试。");
  }
  RETURN_IF_ERROR(judgement.status());
  edit.SetVerdict(*std::move(judgement), revision);
  return absl::OkStatus();
}

absl::Status Accept(const v1::AcceptFilingRequest& request, const Caller& caller, absl::Time now, FilingEdit& edit) {
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
  return absl::OkStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::AcceptFilingRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kOffice, edit));
  RETURN_IF_ERROR(CheckReviewer(edit, Action::kAccept, caller));
  RETURN_IF_ERROR(AskWhatIsUnknown(deps, edit));
  RETURN_IF_ERROR(CheckAcceptable(edit.open_revision()));
  ASSIGN_OR_RETURN(std::vector<FilingEdit> reopened,
                   ReopenYearAfter(deps, caller, request.request_id(), edit.filing(), &edit.open_revision().report()));

  const absl::Time now = deps.clock.Now();
  RETURN_IF_ERROR(Accept(request, caller, now, edit));
  v1::AcceptFilingResponse answer;
  for (FilingEdit& other : reopened) answer.add_reopened(other.filing().name());
  Changeset changes = std::move(edit).Finish(now, answer);
  for (FilingEdit& other : reopened) std::move(other).AddTo(changes, now);
  return changes;
}

}  // namespace

absl::StatusOr<v1::AcceptFilingResponse> AcceptFiling(const Deps& deps, const Caller& caller,
                                                      const v1::AcceptFilingRequest& request) {
  return OnceWithYearAfter<v1::AcceptFilingResponse>(deps.store, caller, "AcceptFiling", request,
                                                     [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
