#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/store/migrations.h"

namespace nianbao::submission {
namespace {

int VersionOf(SQLite::Database& database) {
  SQLite::Statement query(database, "SELECT COALESCE(MAX(version), 0) FROM schema_migrations");
  query.executeStep();
  return query.getColumn(0).getInt();
}

absl::Status TooNew(int store, int program) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "STORE_TOO_NEW",
                       absl::StrCat("store: got schema ", store, ", want at most ", program))
      .Meta("storeSchema", absl::StrCat(store))
      .Meta("programSchema", absl::StrCat(program))
      .Chinese(absl::StrCat("数据库由更新的版本创建（结构版本 ", store, "，本程序只支持到 ", program,
                            "）。请使用新版本的程序，或恢复旧版本的备份。"));
}

}  // namespace

absl::Status Migrate(SQLite::Database& database, const std::vector<Migration>& migrations) {
  database.exec("CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY)");
  for (const Migration& migration : migrations) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (VersionOf(database) >= migration.version) continue;
    database.exec(migration.sql);
    SQLite::Statement record(database, "INSERT INTO schema_migrations (version) VALUES (?)");
    record.bind(1, migration.version);
    record.exec();
    transaction.commit();
  }
  const int newest = migrations.empty() ? 0 : migrations.back().version;
  const int version = VersionOf(database);
  return version > newest ? TooNew(version, newest) : absl::OkStatus();
}

}  // namespace nianbao::submission
