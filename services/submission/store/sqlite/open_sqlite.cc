#include "services/submission/store/sqlite/open_sqlite.h"

#include "services/submission/store/sqlite/sqlite_connection.h"

namespace nianbao::submission {

absl::StatusOr<std::unique_ptr<SqlStore>> OpenSqlite(const std::string& path,
                                                     const std::function<std::string()>& new_log_id) {
  return SqlStore::Open(std::make_unique<SqliteDatabase>(path), new_log_id);
}

}  // namespace nianbao::submission
