#include "services/submission/domain/due_date_read.h"

#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/deadlines.h"
#include "services/submission/domain/year_roster.h"

namespace nianbao::submission {

absl::StatusOr<std::string> DueDateOf(const StoreReader& store, const v1::Filing& filing,
                                      const organ::v1::Organ& organ) {
  if (filing.has_deadline()) return filing.deadline().due_date();
  ASSIGN_OR_RETURN(const YearRoster reporters, ReadYearRoster(store, filing.year(), LastDayOf(filing.year())));
  ASSIGN_OR_RETURN(const std::vector<organ::v1::Deadline> set, store.ListDeadlines(filing.year()));
  return Deadlines(filing.year(), set).DueDay(reporters.tree(), organ, filing.scope());
}

}  // namespace nianbao::submission
