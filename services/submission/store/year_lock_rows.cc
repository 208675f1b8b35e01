#include "services/submission/store/year_lock_rows.h"

#include "absl/strings/str_cat.h"
#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

constexpr char kSelectLock[] = "SELECT year_lock FROM year_locks WHERE year = ?1 AND year_lock IS NOT NULL ";

std::vector<v1::YearLock> LocksOf(Query& query) {
  std::vector<v1::YearLock> locks;
  while (query.Step()) locks.push_back(query.MessageAt<v1::YearLock>(0));
  return locks;
}

}  // namespace

int64_t YearLocksVersion(Connection& connection, int32_t year) {
  Query query(connection, "SELECT COALESCE(MAX(version), 0) FROM year_locks WHERE year = ?1");
  return query.Number(1, year).Step() ? query.NumberAt(0) : 0;
}

YearLocks SelectYearLocks(Connection& connection, int32_t year) {
  YearLocks locks;
  locks.version = YearLocksVersion(connection, year);
  Query query(connection, absl::StrCat(kSelectLock, "ORDER BY node"));
  query.Number(1, year);
  locks.locks = LocksOf(query);
  return locks;
}

std::vector<v1::YearLock> SelectYearLocksAfter(Connection& connection, int32_t year,
                                               const std::optional<std::string>& node, int limit) {
  Query query(connection,
              absl::StrCat(kSelectLock, node.has_value() ? "AND node > ?3 " : "", "ORDER BY node LIMIT ?2"));
  query.Number(1, year).Number(2, limit);
  if (node.has_value()) query.Text(3, *node);
  return LocksOf(query);
}

void PutYearLock(Connection& connection, const v1::YearLock& lock, int64_t version) {
  Query put(connection,
            "INSERT INTO year_locks (year, node, version, year_lock) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (year, node) DO UPDATE SET version = excluded.version, year_lock = excluded.year_lock");
  put.Number(1, lock.year()).Text(2, lock.node()).Number(3, version);
  if (lock.kind() != v1::YearLock::KIND_UNSPECIFIED) put.Bytes(4, KeptBytes(lock));
  put.Run();
}

}  // namespace nianbao::submission
