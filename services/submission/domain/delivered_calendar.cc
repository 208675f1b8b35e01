#include "services/submission/domain/delivered_calendar.h"

namespace nianbao::submission {
namespace {

constexpr const char* kDaysOff2025[] = {"2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31",
                                        "2025-02-03", "2025-02-04", "2025-04-04", "2025-05-01", "2025-05-02",
                                        "2025-05-05", "2025-06-02", "2025-10-01", "2025-10-02", "2025-10-03",
                                        "2025-10-06", "2025-10-07", "2025-10-08"};
constexpr const char* kWorkingWeekendDays2025[] = {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28",
                                                   "2025-10-11"};

}  // namespace

std::optional<organ::v1::WorkingCalendar> DeliveredCalendar(int32_t year) {
  if (year != 2025) return std::nullopt;
  organ::v1::WorkingCalendar calendar;
  calendar.set_year(year);
  for (const char* const day : kDaysOff2025) calendar.add_days_off(day);
  for (const char* const day : kWorkingWeekendDays2025) calendar.add_working_weekend_days(day);
  calendar.set_source("国办发明电〔2024〕12号");
  return calendar;
}

}  // namespace nianbao::submission
