#include "services/submission/domain/withdraw_filing.h"

#include <utility>

#include "libs/status/try.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_snapshot.h"
#include "services/submission/domain/once.h"

namespace nianbao::submission {
namespace {

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::WithdrawFilingRequest& request) {
  ASSIGN_OR_RETURN(FilingSnapshot before, ReadForChange(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before), caller, request.request_id(), deps.clock.Now());
  ASSIGN_OR_RETURN(v1::FilingChange* const change, edit.Move(Action::kWithdraw, edit.open_revision()));
  change->set_reason(request.reason());
  edit.filing().clear_open_revision();
  return std::move(edit).Finish<v1::WithdrawFilingResponse>();
}

}  // namespace

absl::StatusOr<v1::WithdrawFilingResponse> WithdrawFiling(const Deps& deps, const Caller& caller,
                                                          const v1::WithdrawFilingRequest& request) {
  return Once<v1::WithdrawFilingResponse>(deps.store, caller, "WithdrawFiling", request,
                                          [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
