#include "services/submission/store/reports_version.h"

#include <algorithm>

#include "services/submission/store/query.h"
#include "services/submission/store/reporter_rows.h"
#include "services/submission/store/roster_rows.h"

namespace nianbao::submission {

// Versions are sequences of the log, so that what was changed last has the highest of all.
int64_t SelectReportsVersion(Connection& connection, int32_t year) {
  Query filings(connection, "SELECT COALESCE(MAX(version), 0) FROM filings WHERE year = ?1");
  filings.Number(1, year).Step();
  return std::max({filings.NumberAt(0), ReportersVersion(connection, year), RosterVersion(connection)});
}

}  // namespace nianbao::submission
