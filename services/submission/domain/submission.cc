#include "services/submission/domain/submission.h"

#include <utility>

#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/attachments.h"
#include "services/submission/domain/comparison.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/due_date_read.h"
#include "services/submission/domain/explanations.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/findings_guard.h"
#include "services/submission/domain/plain_text.h"
#include "services/submission/domain/report_intake.h"
#include "services/submission/domain/rule_check.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::SubmitFilingRequest& request) {
  FieldErrors errors;
  CheckText("correction_reason", "更正理由", request.correction_reason(), Need::kOptional, errors);
  RETURN_IF_ERROR(errors.ToStatus());
  RETURN_IF_ERROR(CheckAttachments(request.attachments()));
  return CheckExplanations(request.explanations());
}

// A correction needs a reason; a first filing has none.
absl::Status SetCorrectionReason(const v1::SubmitFilingRequest& request, FilingEdit& edit) {
  v1::Revision& revision = edit.open_revision();
  if (!edit.filing().has_effective_revision()) return absl::OkStatus();
  if (!IsBlank(request.correction_reason())) revision.set_correction_reason(request.correction_reason());
  if (!revision.correction_reason().empty()) return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition, "CORRECTION_REASON_MISSING",
                       "correction_reason: got nothing, want one, since an accepted report is corrected")
      .Meta("filing", edit.filing().name())
      .Precondition("CORRECTION", edit.filing().name(), "an accepted report is corrected only with a reason")
      .Chinese("这份年报已经受理，更正时必须写明更正理由。");
}

// The report to submit: that of the request, or the one saved before.
absl::Status SetReport(const v1::SubmitFilingRequest& request, const organ::v1::Organ& organ, FilingEdit& edit) {
  v1::Revision& revision = edit.open_revision();
  if (request.has_report()) {
    ASSIGN_OR_RETURN(*revision.mutable_report(), TakeIn(request.report(), edit.filing(), organ));
    revision.set_report_digest(DigestOf(revision.report()));
    return absl::OkStatus();
  }
  if (revision.has_report()) return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED",
                       "report: got nothing, want one, since no draft is saved")
      .Meta("filing", edit.filing().name())
      .Meta("state", "NONE")
      .Precondition("STATE", edit.filing().name(), "there is no draft to submit")
      .Chinese("还没有保存过草稿，没有可报送的内容。请随报送附上年报，或先保存草稿。");
}

// Who did what and when. What an earlier return said is settled.
void SetTrace(const v1::SubmitFilingRequest& request, const Caller& caller, absl::Time now, v1::Revision& revision) {
  if (request.has_report()) {
    revision.set_author(caller.name);
    *revision.mutable_save_time() = ToTimestamp(now);
  }
  revision.set_submitter(caller.name);
  *revision.mutable_submit_time() = ToTimestamp(now);
  revision.clear_return_reason();
  revision.clear_return_kinds();
  revision.clear_remarks();
  revision.clear_reviewer();
  revision.clear_review_time();
  revision.clear_reopened_by();
}

// A correction makes no late filing of one that came in time, nor the other way round.
absl::Status SetTimeliness(const StoreReader& store, const organ::v1::Organ& organ, absl::Time now, FilingEdit& edit) {
  v1::Revision& revision = edit.open_revision();
  if (edit.filing().has_effective_revision()) {
    revision.set_due_date(edit.filing().effective_revision().due_date());
    revision.set_timeliness(edit.filing().effective_revision().timeliness());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(std::string due_date, DueDateOf(store, edit.filing(), organ));
  revision.set_due_date(std::move(due_date));
  revision.set_timeliness(DayInShanghai(now) <= revision.due_date() ? v1::Revision::TIMELINESS_ON_TIME
                                                                    : v1::Revision::TIMELINESS_LATE);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Submission> DecideSubmission(const Deps& deps, const Caller& caller,
                                            const v1::SubmitFilingRequest& request, const std::string& request_id,
                                            const TextsTogether* together) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingToSave before, ReadForSaving(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before.snapshot), caller, request_id);
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kFiler, edit));
  RETURN_IF_ERROR(edit.Check(Action::kSubmit));
  RETURN_IF_ERROR(SetReport(request, before.organ, edit));
  RETURN_IF_ERROR(SetCorrectionReason(request, edit));

  v1::Revision& revision = edit.open_revision();
  ASSIGN_OR_RETURN(Judgement judgement, Judge(deps, edit.filing(), revision.report(), nullptr, together));
  edit.SetVerdict(std::move(judgement), revision);
  const absl::Time now = deps.clock.Now();
  RETURN_IF_ERROR(GiveExplanations(request.explanations(), caller, now, revision));
  DropSettledExplanations(revision);
  RETURN_IF_ERROR(CheckSubmittable(revision));
  SetTrace(request, caller, now, revision);
  RETURN_IF_ERROR(SetTimeliness(deps.store, before.organ, now, edit));
  RETURN_IF_ERROR(CompareWithBefore(deps.store, edit));
  Attach(request.attachments(), edit);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kSubmit, revision));
  NameAttached(request.attachments(), revision, *change);
  change->set_reason(revision.correction_reason());
  change->set_due_date(revision.due_date());
  change->set_timeliness(revision.timeliness());
  return Submission{std::move(edit), now};
}

}  // namespace nianbao::submission
