#include "services/submission/domain/set_deadline.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/due_date.h"
#include "services/submission/domain/event_by.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/working_days.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {
namespace {

using directory::v1::SetDeadlineRequest;
using directory::v1::SetDeadlineResponse;
using organ::v1::Deadline;

absl::Status CheckFields(const Deadline& deadline) {
  RETURN_IF_ERROR(CheckYear(deadline.year()));
  FieldErrors errors;
  CheckText("deadline.reason", "理由", deadline.reason(), Need::kRequired, errors);
  CheckDay("deadline.day", "截止日", deadline.day(), DayNeed::kOptional, errors);
  if (deadline.scope() != form::v1::SCOPE_OWN && deadline.scope() != form::v1::SCOPE_ROLL_UP) {
    errors.Add("deadline.scope", "got none, want OWN or ROLL_UP", "没有写明是本级还是汇总年报的截止日");
  }
  return errors.ToStatus();
}

absl::Status CheckDayOf(const Deadline& deadline, const organ::v1::Organ& node) {
  if (deadline.day().empty()) return absl::OkStatus();
  const std::string first = absl::StrCat(deadline.year() + 1, "-01-01");
  const std::string statutory = DueDate(deadline.year(), deadline.scope(), node.kind());
  FieldErrors errors;
  if (deadline.day() < first || deadline.day() > statutory) {
    errors.Add("deadline.day", absl::StrCat("got ", deadline.day(), ", want ", first, " to ", statutory),
               absl::StrCat("截止日应在 ", first, " 至法定的 ", statutory, " 之间，只能提前，不能推后"));
  }
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const SetDeadlineRequest& request) {
  const Deadline& deadline = request.deadline();
  RETURN_IF_ERROR(CheckFields(deadline));
  ASSIGN_OR_RETURN(const organ::v1::Organ node, FindOrgan(deps.store, deadline.node()));
  RETURN_IF_ERROR(CheckDayOf(deadline, node));
  ASSIGN_OR_RETURN(const WorkingDays working_days,
                   ReadWorkingDays(deps.store, deadline.year() + 1, deadline.year() + 1));
  SetDeadlineResponse answer;
  answer.set_is_day_off(!deadline.day().empty() && !working_days.IsWorked(deadline.day()));

  Changeset changes;
  v1::Event& event = changes.events.emplace_back(EventBy(caller, request.request_id()));
  *event.mutable_time() = ToTimestamp(deps.clock.Now());
  *event.mutable_deadline() = deadline;
  changes.deadline = deadline;
  changes.reply = [answer](const v1::EventToken& token) {
    SetDeadlineResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<SetDeadlineResponse> SetDeadline(const Deps& deps, const Caller& caller,
                                                const SetDeadlineRequest& request) {
  return Once<SetDeadlineResponse>(deps.store, caller, "SetDeadline", request,
                                   [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
