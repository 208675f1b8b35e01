#include "services/submission/domain/extend_deadline.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/deadline_field.h"
#include "services/submission/domain/due_date_read.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::ExtendDeadlineRequest& request, absl::Time now) {
  FieldErrors errors;
  CheckText("reason", "延期理由", request.reason(), Need::kRequired, errors);
  CheckDeadline("due_date", request.due_date(), now, errors);
  return errors.ToStatus();
}

absl::Status CheckLater(const std::string& due_date, const std::string& standing) {
  FieldErrors errors;
  if (due_date <= standing) {
    errors.Add("due_date", absl::StrCat("got ", due_date, ", want a day after ", standing, ", by which it is due now"),
               absl::StrCat("现在的期限是 ", standing, "，延期后的期限应在此之后"));
  }
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::ExtendDeadlineRequest& request) {
  const absl::Time now = deps.clock.Now();
  RETURN_IF_ERROR(CheckFields(request, now));
  ASSIGN_OR_RETURN(FilingToSave before, ReadForSaving(deps.store, request.filing(), request.etag()));
  FilingEdit edit(std::move(before.snapshot), caller, request.request_id());
  RETURN_IF_ERROR(CheckYearOpen(deps.store, Side::kOffice, edit));
  ASSIGN_OR_RETURN(const std::string standing, DueDateOf(deps.store, edit.filing(), before.organ));
  RETURN_IF_ERROR(CheckLater(request.due_date(), standing));

  v1::Deadline deadline;
  deadline.set_due_date(request.due_date());
  deadline.set_reason(request.reason());
  deadline.set_author(caller.name);
  *deadline.mutable_time() = ToTimestamp(now);
  edit.SetDeadline(deadline);
  return std::move(edit).Finish<v1::ExtendDeadlineResponse>(now);
}

}  // namespace

absl::StatusOr<v1::ExtendDeadlineResponse> ExtendDeadline(const Deps& deps, const Caller& caller,
                                                          const v1::ExtendDeadlineRequest& request) {
  return Once<v1::ExtendDeadlineResponse>(deps.store, caller, "ExtendDeadline", request,
                                          [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
