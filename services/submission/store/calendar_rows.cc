#include "services/submission/store/calendar_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

std::optional<organ::v1::WorkingCalendar> SelectCalendar(Connection& connection, int32_t year) {
  Query query(connection, "SELECT calendar FROM calendars WHERE year = ?1");
  if (!query.Number(1, year).Step()) return std::nullopt;
  return query.MessageAt<organ::v1::WorkingCalendar>(0);
}

void PutCalendar(Connection& connection, const organ::v1::WorkingCalendar& calendar) {
  Query(connection,
        "INSERT INTO calendars (year, calendar) VALUES (?1, ?2) "
        "ON CONFLICT (year) DO UPDATE SET calendar = excluded.calendar")
      .Number(1, calendar.year())
      .Bytes(2, KeptBytes(calendar))
      .Run();
}

}  // namespace nianbao::submission
