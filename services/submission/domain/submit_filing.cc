#include "services/submission/domain/submit_filing.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_snapshot.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/report_intake.h"
#include "services/submission/domain/rule_check.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

absl::Status CheckExplanations(const v1::SubmitFilingRequest& request) {
  FieldErrors errors;
  for (int i = 0; i < request.explanations_size(); ++i) {
    const std::string path = absl::StrCat("explanations[", i, "]");
    if (request.explanations(i).finding().empty()) {
      errors.Add(absl::StrCat(path, ".finding"), "got nothing, want the id of a finding",
                 absl::StrCat("第 ", i + 1, " 条情况说明没有写明是对哪一条提示的说明"));
    }
    if (IsBlank(request.explanations(i).text())) {
      errors.Add(absl::StrCat(path, ".text"), "got nothing, want the reason",
                 absl::StrCat("第 ", i + 1, " 条情况说明是空的"));
    }
  }
  return errors.ToStatus();
}

// An explanation of the same finding replaces the one given before.
void AddExplanations(const v1::SubmitFilingRequest& request, v1::Revision& revision) {
  for (const v1::Explanation& given : request.explanations()) {
    v1::Explanation* target = nullptr;
    for (v1::Explanation& earlier : *revision.mutable_explanations()) {
      if (earlier.finding() == given.finding()) target = &earlier;
    }
    *(target != nullptr ? target : revision.add_explanations()) = given;
  }
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
absl::Status SetReport(const v1::SubmitFilingRequest& request, const Caller& caller, absl::Time now, FilingEdit& edit) {
  v1::Revision& revision = edit.open_revision();
  if (request.has_report()) {
    ASSIGN_OR_RETURN(*revision.mutable_report(), TakeIn(request.report(), edit.filing()));
    revision.set_report_digest(DigestOf(revision.report()));
    revision.set_author(caller.name);
    *revision.mutable_save_time() = ToTimestamp(now);
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

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::SubmitFilingRequest& request) {
  RETURN_IF_ERROR(CheckExplanations(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForSaving(deps.store, request.filing(), request.etag()));
  const absl::Time now = deps.clock.Now();
  FilingEdit edit(std::move(before), caller, request.request_id(), now);
  RETURN_IF_ERROR(edit.Check(Action::kSubmit));
  RETURN_IF_ERROR(SetReport(request, caller, now, edit));
  RETURN_IF_ERROR(SetCorrectionReason(request, edit));

  v1::Revision& revision = edit.open_revision();
  AddExplanations(request, revision);
  ASSIGN_OR_RETURN(*revision.mutable_verdict(), Judge(deps, edit.filing(), revision.report()));
  RETURN_IF_ERROR(CheckSubmittable(revision));
  revision.set_submitter(caller.name);
  *revision.mutable_submit_time() = ToTimestamp(now);
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kSubmit, revision));
  change->set_reason(revision.correction_reason());
  return std::move(edit).Finish<v1::SubmitFilingResponse>();
}

}  // namespace

absl::StatusOr<v1::SubmitFilingResponse> SubmitFiling(const Deps& deps, const Caller& caller,
                                                      const v1::SubmitFilingRequest& request) {
  return Once<v1::SubmitFilingResponse>(deps.store, caller, "SubmitFiling", request,
                                        [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
