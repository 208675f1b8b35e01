#include "services/submission/domain/working_days.h"

#include "absl/time/civil_time.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/delivered_calendar.h"

namespace nianbao::submission {
namespace {

absl::CivilDay CivilDayOf(absl::string_view day) {
  absl::CivilDay civil;
  absl::ParseCivilTime(day, &civil);
  return civil;
}

}  // namespace

WorkingDays::WorkingDays(const std::vector<organ::v1::WorkingCalendar>& calendars) {
  for (const organ::v1::WorkingCalendar& calendar : calendars) {
    years_.insert(calendar.year());
    days_off_.insert(calendar.days_off().begin(), calendar.days_off().end());
    working_weekend_days_.insert(calendar.working_weekend_days().begin(), calendar.working_weekend_days().end());
  }
}

bool WorkingDays::IsWorked(absl::string_view day) const {
  if (days_off_.contains(day)) return false;
  if (working_weekend_days_.contains(day)) return true;
  return !IsWeekend(day);
}

std::optional<int32_t> WorkingDays::CountAfter(absl::string_view after, absl::string_view through) const {
  int32_t count = 0;
  const absl::CivilDay last = CivilDayOf(through);
  for (absl::CivilDay day = CivilDayOf(after) + 1; day <= last; ++day) {
    if (!years_.contains(day.year())) return std::nullopt;
    if (IsWorked(FormatDay(day))) ++count;
  }
  return count;
}

absl::StatusOr<WorkingDays> ReadWorkingDays(const StoreReader& store, int32_t first_year, int32_t last_year) {
  std::vector<organ::v1::WorkingCalendar> calendars;
  for (int32_t year = first_year; year <= last_year; ++year) {
    ASSIGN_OR_RETURN(std::optional<organ::v1::WorkingCalendar> calendar, store.FindCalendar(year));
    if (!calendar.has_value()) calendar = DeliveredCalendar(year);
    if (calendar.has_value()) calendars.push_back(*std::move(calendar));
  }
  return WorkingDays(calendars);
}

}  // namespace nianbao::submission
