#include "services/submission/store/reports_version.h"

#include <algorithm>

#include "services/submission/store/query.h"
#include "services/submission/store/reporter_rows.h"
#include "services/submission/store/roster_rows.h"

namespace nianbao::submission {

// Versions are sequences of the log, so that what was changed last has the highest of all.
int64_t SelectReportsVersion(Connection& connection, int32_t year, absl::string_view node) {
  Query filings(
      connection,
      "WITH RECURSIVE subtree (name) AS (SELECT name FROM organs WHERE name = ?2 "
      "UNION SELECT o.name FROM organs o JOIN subtree s ON o.parent = s.name) "
      "SELECT COALESCE(MAX(version), 0) FROM filings WHERE organ IN (SELECT name FROM subtree) AND year = ?1");
  filings.Number(1, year).Text(2, node).Step();
  return std::max({filings.NumberAt(0), ReportersVersion(connection, year), RosterVersion(connection)});
}

}  // namespace nianbao::submission
