// A store that holds something of everything.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/submission/store/table_rows.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {

// Has the suite take steps after which every table has rows: filings in all states, with corrections, findings, texts
// and documents; lists, deadlines, calendars, and locks that stand or were lifted.
void FillEveryTable(Suite& suite);

// Fails the test for everything that does not fit together in the SQLite store at `path`.
void ExpectWholeStore(const std::string& path);

// Every row of every table, by the table's name.
std::map<std::string, std::vector<Row>> AllRows(Connection& connection);
// The same without what derives from the log id: the id, the digests of the events, and that of the head.
std::map<std::string, std::vector<Row>> AllRowsButTheLogId(Connection& connection);

}  // namespace nianbao::submission
