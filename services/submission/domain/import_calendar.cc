#include "services/submission/domain/import_calendar.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/event_by.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/working_days.h"

namespace nianbao::submission {
namespace {

using directory::v1::ImportCalendarRequest;
using directory::v1::ImportCalendarResponse;
using Days = google::protobuf::RepeatedPtrField<std::string>;

// Days of the year in order, all of them at a weekend or none.
void CheckDays(absl::string_view field, absl::string_view chinese, const Days& days, int32_t year, bool at_weekends,
               FieldErrors& errors) {
  std::string before;
  for (int i = 0; i < days.size(); ++i) {
    const std::string& day = days[i];
    if (!IsDay(day) || YearOf(day) != year || day <= before || IsWeekend(day) != at_weekends) {
      errors.Add(absl::StrCat("calendar.", field, "[", i, "]"),
                 absl::StrCat("got \"", day, "\" after \"", before, "\", want days of ", year, " in order, ",
                              at_weekends ? "Saturdays and Sundays" : "Monday to Friday"),
                 absl::StrCat(chinese, "“", day, "”应是 ", year, " 年的", at_weekends ? "周末" : "周一至周五",
                              "，按先后排列，不重复"));
    }
    before = day;
  }
}

absl::Status CheckFields(const organ::v1::WorkingCalendar& calendar) {
  FieldErrors errors;
  CheckDays("days_off", "放假日", calendar.days_off(), calendar.year(), false, errors);
  CheckDays("working_weekend_days", "调休上班日", calendar.working_weekend_days(), calendar.year(), true, errors);
  CheckText("calendar.source", "依据的通知", calendar.source(), Need::kRequired, errors);
  return errors.ToStatus();
}

int32_t WorkingDayCount(const organ::v1::WorkingCalendar& calendar) {
  const WorkingDays days({calendar});
  const std::string first = absl::StrCat(calendar.year(), "-01-01");
  return days.CountAfter(first, LastDayOf(calendar.year())).value_or(0) + (days.IsWorked(first) ? 1 : 0);
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const ImportCalendarRequest& request) {
  RETURN_IF_ERROR(CheckFields(request.calendar()));
  ImportCalendarResponse answer;
  answer.set_working_day_count(WorkingDayCount(request.calendar()));
  Changeset changes;
  v1::Event& event = changes.events.emplace_back(EventBy(caller, request.request_id()));
  *event.mutable_time() = ToTimestamp(deps.clock.Now());
  *event.mutable_calendar() = request.calendar();
  changes.calendar = request.calendar();
  changes.reply = [answer](const v1::EventToken& token) {
    ImportCalendarResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<ImportCalendarResponse> ImportCalendar(const Deps& deps, const Caller& caller,
                                                      const ImportCalendarRequest& request) {
  return Once<ImportCalendarResponse>(deps.store, caller, "ImportCalendar", request,
                                      [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
