#include "services/submission/store/reporter_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

int64_t ReportersVersion(Connection& connection, int32_t year) {
  Query query(connection, "SELECT COALESCE(MAX(version), 0) FROM reporters WHERE year = ?1");
  query.Number(1, year).Step();
  return query.NumberAt(0);
}

std::vector<organ::v1::ExpectedReporter> SelectReporters(Connection& connection, int32_t year) {
  Query query(connection, "SELECT reporter FROM reporters WHERE year = ?1 ORDER BY organ");
  query.Number(1, year);
  std::vector<organ::v1::ExpectedReporter> lines;
  while (query.Step()) lines.push_back(query.MessageAt<organ::v1::ExpectedReporter>(0));
  return lines;
}

void PutReporters(Connection& connection, const std::vector<organ::v1::ExpectedReporter>& lines, int64_t version) {
  for (const organ::v1::ExpectedReporter& line : lines) {
    Query(connection,
          "INSERT INTO reporters (year, organ, version, reporter) VALUES (?1, ?2, ?3, ?4) "
          "ON CONFLICT (year, organ) DO UPDATE SET version = excluded.version, reporter = excluded.reporter")
        .Number(1, line.year())
        .Text(2, line.organ().name())
        .Number(3, version)
        .Bytes(4, KeptBytes(line))
        .Run();
  }
}

}  // namespace nianbao::submission
