#include "services/submission/domain/withdraw_filing.h"

#include <utility>

#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::WithdrawFilingRequest& request) {
  FieldErrors errors;
  CheckText("reason", "撤回理由", request.reason(), Need::kOptional, errors);
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::WithdrawFilingRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kFiler, edit));
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kWithdraw, edit.open_revision()));
  change->set_reason(request.reason());
  edit.filing().clear_open_revision();
  return std::move(edit).Finish<v1::WithdrawFilingResponse>(deps.clock.Now());
}

}  // namespace

absl::StatusOr<v1::WithdrawFilingResponse> WithdrawFiling(const Deps& deps, const Caller& caller,
                                                          const v1::WithdrawFilingRequest& request) {
  return Once<v1::WithdrawFilingResponse>(deps.store, caller, "WithdrawFiling", request,
                                          [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
