#include "services/submission/domain/save_draft.h"

#include <utility>

#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/attachments.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/report_intake.h"
#include "services/submission/domain/rule_check.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/trial.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::SaveDraftRequest& request) {
  RETURN_IF_ERROR(CheckAttachments(request.attachments()));
  ASSIGN_OR_RETURN(FilingToSave before, ReadForSaving(deps.store, request.filing(), request.etag()));
  ASSIGN_OR_RETURN(form::v1::AnnualReport report, TakeIn(request.report(), before.snapshot.filing, before.organ));
  FilingEdit edit(std::move(before.snapshot), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kFiler, edit));
  RETURN_IF_ERROR(edit.Check(Action::kSave));

  absl::StatusOr<Judgement> judgement = Judge(deps, edit.filing(), report);
  const bool unasked = status::ReasonOf(judgement.status()) == "VALIDATION_UNAVAILABLE";
  if (!judgement.ok() && !unasked) return judgement.status();

  const absl::Time now = deps.clock.Now();
  v1::Revision& draft = edit.open_revision();
  draft.set_report_digest(DigestOf(report));
  *draft.mutable_report() = std::move(report);
  draft.clear_verdict();
  if (judgement.ok()) edit.SetVerdict(*std::move(judgement), draft);
  draft.set_author(caller.name);
  *draft.mutable_save_time() = ToTimestamp(now);
  draft.clear_submitter();
  draft.clear_submit_time();
  draft.clear_due_date();
  draft.clear_timeliness();
  draft.clear_reopened_by();
  Attach(request.attachments(), edit);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kSave, draft));
  NameAttached(request.attachments(), draft, *change);
  return std::move(edit).Finish<v1::SaveDraftResponse>(now);
}

}  // namespace

absl::StatusOr<v1::SaveDraftResponse> SaveDraft(const Deps& deps, const Caller& caller,
                                                const v1::SaveDraftRequest& request) {
  const auto prepare = [&] { return Prepare(deps, caller, request); };
  if (request.validate_only()) return Try<v1::SaveDraftResponse>(caller, "SaveDraft", request, prepare);
  return Once<v1::SaveDraftResponse>(deps.store, caller, "SaveDraft", request, prepare);
}

}  // namespace nianbao::submission
