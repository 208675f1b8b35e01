#include "tests/property/submission/calendar.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace nianbao::submission {
namespace {

constexpr int kDaysOfWeek = 7;

bool IsWeekend(absl::CivilDay day) {
  return absl::GetWeekday(day) == absl::Weekday::saturday || absl::GetWeekday(day) == absl::Weekday::sunday;
}

}  // namespace

organ::v1::WorkingCalendar CalendarOf(int year, int figure) {
  organ::v1::WorkingCalendar calendar;
  calendar.set_year(year);
  calendar.set_source(absl::StrCat("试验", figure));
  for (int number = 10 + figure % kDaysOfWeek; number < 30; number += kDaysOfWeek) {
    const absl::CivilDay day(year, 1, number);
    if (IsWeekend(day) && figure % 2 == 0) {
      calendar.add_working_weekend_days(absl::FormatCivilTime(day));
    } else {
      calendar.add_days_off(absl::FormatCivilTime(day));
    }
  }
  return calendar;
}

organ::v1::WorkingCalendar DeliveredCalendar(int year) {
  organ::v1::WorkingCalendar calendar;
  if (year != 2025) return calendar;
  calendar.add_days_off("2025-01-28");
  calendar.add_days_off("2025-01-29");
  calendar.add_working_weekend_days("2025-01-26");
  return calendar;
}

bool IsPossible(const organ::v1::WorkingCalendar& calendar) {
  for (const std::string& off : calendar.days_off()) {
    absl::CivilDay day;
    absl::ParseCivilTime(off, &day);
    if (IsWeekend(day)) return false;
  }
  return true;
}

bool IsDayOff(const organ::v1::WorkingCalendar& calendar, absl::CivilDay day) {
  const std::string name = absl::FormatCivilTime(day);
  const auto is_among = [&](const auto& days) { return std::find(days.begin(), days.end(), name) != days.end(); };
  return is_among(calendar.days_off()) || (IsWeekend(day) && !is_among(calendar.working_weekend_days()));
}

}  // namespace nianbao::submission
