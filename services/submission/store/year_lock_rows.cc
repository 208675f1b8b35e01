#include "services/submission/store/year_lock_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

int64_t YearLocksVersion(Connection& connection, int32_t year) {
  Query query(connection, "SELECT COALESCE(MAX(version), 0) FROM year_locks WHERE year = ?1");
  return query.Number(1, year).Step() ? query.NumberAt(0) : 0;
}

YearLocks SelectYearLocks(Connection& connection, int32_t year) {
  YearLocks locks;
  locks.version = YearLocksVersion(connection, year);
  Query query(connection, "SELECT year_lock FROM year_locks WHERE year = ?1 AND year_lock IS NOT NULL ORDER BY node");
  query.Number(1, year);
  while (query.Step()) locks.locks.push_back(query.MessageAt<v1::YearLock>(0));
  return locks;
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
