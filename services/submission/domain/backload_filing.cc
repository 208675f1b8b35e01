#include "services/submission/domain/backload_filing.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/attachments.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/reopening.h"
#include "services/submission/domain/report_intake.h"
#include "services/submission/domain/rule_check.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::BackloadFilingRequest& request) {
  FieldErrors errors;
  CheckText("signed_off_by", "签发的负责人", request.signed_off_by(), Need::kOptional, errors);
  RETURN_IF_ERROR(errors.ToStatus());
  return CheckAttachments(request.attachments());
}

// Reports of a year come in during the next one, in the ordinary way. Those of years before are past.
absl::Status CheckPast(int32_t year, absl::Time now) {
  int32_t this_year = 0;
  FieldErrors errors;
  if (!absl::SimpleAtoi(DayInShanghai(now).substr(0, 4), &this_year) || year > this_year - 2) {
    errors.Add("filing", absl::StrCat("got year ", year, ", want at most ", this_year - 2, ", whose reports are past"),
               absl::StrCat(year, " 年度的年报应按正常程序报送；只有 ", this_year - 2, " 及以前年度的年报可以补录"));
  }
  return errors.ToStatus();
}

absl::Status CheckNothingAccepted(const v1::Filing& filing) {
  if (!filing.has_effective_revision()) return absl::OkStatus();
  const std::string state = v1::Revision::State_Name(filing.effective_revision().state());
  return status::Error(absl::StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED",
                       absl::StrCat("filing: got an effective revision in ", state, ", want none"))
      .Meta("filing", filing.name())
      .Meta("state", state)
      .Precondition("STATE", filing.name(), absl::StrCat(state, " does not allow backload"))
      .Chinese(
          absl::StrCat("年报 ", filing.name(), " 已有受理的版本，不能补录。如有错误，请报送更正，或先撤销再补录。"));
}

absl::Status Enter(const v1::BackloadFilingRequest& request, const Caller& caller, absl::Time now, FilingEdit& edit) {
  v1::Revision& revision = edit.open_revision();
  ASSIGN_OR_RETURN(const form::CellVector cells, form::VectorOf(revision.report()));
  revision.set_report_digest(DigestOf(revision.report()));
  revision.set_backloaded(true);
  revision.set_author(caller.name);
  *revision.mutable_save_time() = ToTimestamp(now);
  revision.set_reviewer(caller.name);
  *revision.mutable_review_time() = ToTimestamp(now);
  revision.set_signed_off_by(request.signed_off_by());
  Attach(request.attachments(), edit);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kBackload, revision));
  NameAttached(request.attachments(), revision, *change);
  *change->mutable_cells() = form::ToProto(cells);
  change->set_signed_off_by(request.signed_off_by());
  change->set_backloaded(true);
  *edit.filing().mutable_effective_revision() = std::move(revision);
  edit.filing().clear_open_revision();
  return absl::OkStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::BackloadFilingRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingToSave before, ReadForSaving(deps.store, request.filing(), request.etag()));
  const absl::Time now = deps.clock.Now();
  RETURN_IF_ERROR(CheckPast(before.snapshot.filing.year(), now));
  FilingEdit edit(std::move(before.snapshot), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kFiler, edit));
  RETURN_IF_ERROR(CheckNothingAccepted(edit.filing()));
  RETURN_IF_ERROR(edit.Check(Action::kBackload));

  v1::Revision& revision = edit.open_revision();
  ASSIGN_OR_RETURN(*revision.mutable_report(), TakeIn(request.report(), edit.filing(), before.organ));
  ASSIGN_OR_RETURN(Judgement judgement, Judge(deps, edit.filing(), revision.report()));
  edit.SetVerdict(std::move(judgement), revision);
  ASSIGN_OR_RETURN(std::vector<FilingEdit> reopened,
                   ReopenYearAfter(deps, caller, request.request_id(), edit.filing(), &revision.report()));
  RETURN_IF_ERROR(Enter(request, caller, now, edit));
  v1::BackloadFilingResponse answer;
  for (FilingEdit& other : reopened) answer.add_reopened(other.filing().name());
  Changeset changes = std::move(edit).Finish(now, answer);
  for (FilingEdit& other : reopened) std::move(other).AddTo(changes, now);
  return changes;
}

}  // namespace

absl::StatusOr<v1::BackloadFilingResponse> BackloadFiling(const Deps& deps, const Caller& caller,
                                                          const v1::BackloadFilingRequest& request) {
  return OnceWithYearAfter<v1::BackloadFilingResponse>(deps.store, caller, "BackloadFiling", request,
                                                       [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
