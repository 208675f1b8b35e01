#include "services/submission/domain/explain_warning.h"

#include <utility>

#include "libs/status/try.h"
#include "services/submission/domain/explanations.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::ExplainWarningRequest& request) {
  if (!request.explanations().empty()) return CheckExplanations(request.explanations());
  FieldErrors errors;
  errors.Add("explanations", "got none, want at least one", "没有填写情况说明");
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::ExplainWarningRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  const absl::Time now = deps.clock.Now();
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kFiler, edit));
  RETURN_IF_ERROR(edit.Check(Action::kExplain));

  v1::Revision& revision = edit.open_revision();
  RETURN_IF_ERROR(GiveExplanations(request.explanations(), caller, now, revision));
  RETURN_IF_ERROR(edit.Move(Action::kExplain, revision).status());
  return std::move(edit).Finish<v1::ExplainWarningResponse>(now);
}

}  // namespace

absl::StatusOr<v1::ExplainWarningResponse> ExplainWarning(const Deps& deps, const Caller& caller,
                                                          const v1::ExplainWarningRequest& request) {
  return Once<v1::ExplainWarningResponse>(deps.store, caller, "ExplainWarning", request,
                                          [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
