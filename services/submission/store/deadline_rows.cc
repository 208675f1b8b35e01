#include "services/submission/store/deadline_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

std::vector<organ::v1::Deadline> DeadlinesOf(Query& query) {
  std::vector<organ::v1::Deadline> deadlines;
  while (query.Step()) deadlines.push_back(query.MessageAt<organ::v1::Deadline>(0));
  return deadlines;
}

}  // namespace

std::vector<organ::v1::Deadline> SelectDeadlines(Connection& connection, int32_t year) {
  Query query(connection, "SELECT deadline FROM deadlines WHERE year = ?1 ORDER BY node, scope");
  query.Number(1, year);
  return DeadlinesOf(query);
}

std::vector<organ::v1::Deadline> SelectDeadlinesAfter(Connection& connection, const organ::v1::Deadline& deadline,
                                                      int limit) {
  Query query(connection,
              "SELECT deadline FROM deadlines WHERE year = ?1 AND (node, scope) > (?2, ?3) "
              "ORDER BY node, scope LIMIT ?4");
  query.Number(1, deadline.year()).Text(2, deadline.node()).Number(3, deadline.scope()).Number(4, limit);
  return DeadlinesOf(query);
}

void PutDeadline(Connection& connection, const organ::v1::Deadline& deadline) {
  Query(connection, "DELETE FROM deadlines WHERE year = ?1 AND node = ?2 AND scope = ?3")
      .Number(1, deadline.year())
      .Text(2, deadline.node())
      .Number(3, deadline.scope())
      .Run();
  if (deadline.day().empty()) return;
  Query(connection, "INSERT INTO deadlines (year, node, scope, deadline) VALUES (?1, ?2, ?3, ?4)")
      .Number(1, deadline.year())
      .Text(2, deadline.node())
      .Number(3, deadline.scope())
      .Bytes(4, KeptBytes(deadline))
      .Run();
}

}  // namespace nianbao::submission
