// Calendars of Januaries.
#pragma once

#include "absl/time/civil_time.h"
#include "nianbao/organ/v1/deadline.pb.h"

namespace nianbao::submission {

// The figure tells a day of the week that is off, or worked if it is of the weekend. A figure in seven takes a weekend
// day off, which no calendar can.
organ::v1::WorkingCalendar CalendarOf(int year, int figure);
// What the suite brings along, from the tenth on.
organ::v1::WorkingCalendar DeliveredCalendar(int year);

bool IsPossible(const organ::v1::WorkingCalendar& calendar);
bool IsDayOff(const organ::v1::WorkingCalendar& calendar, absl::CivilDay day);

}  // namespace nianbao::submission
