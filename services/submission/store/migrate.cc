#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

int64_t VersionOf(Connection& connection) {
  Query query(connection, "SELECT COALESCE(MAX(version), 0) FROM schema_migrations");
  query.Step();
  return query.NumberAt(0);
}

absl::Status TooNew(int64_t store, int program) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "STORE_TOO_NEW",
                       absl::StrCat("store: got schema ", store, ", want at most ", program))
      .Meta("storeSchema", absl::StrCat(store))
      .Meta("programSchema", absl::StrCat(program))
      .Chinese(absl::StrCat("数据库由更新的版本创建（结构版本 ", store, "，本程序只支持到 ", program,
                            "）。请使用新版本的程序，或恢复旧版本的备份。"));
}

}  // namespace

absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations) {
  connection.RunScript(
      "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY);"
      "CREATE TABLE IF NOT EXISTS writer (singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1));"
      "INSERT INTO writer (singleton) VALUES (1) ON CONFLICT (singleton) DO NOTHING");
  for (const Migration& migration : migrations) {
    Transaction transaction(connection, Transaction::Kind::kWrite);
    if (VersionOf(connection) >= migration.version) continue;
    connection.RunScript(migration.sql);
    Query(connection, "INSERT INTO schema_migrations (version) VALUES (?1)").Number(1, migration.version).Run();
    transaction.Commit();
  }
  const int newest = migrations.empty() ? 0 : migrations.back().version;
  const int64_t version = VersionOf(connection);
  return version > newest ? TooNew(version, newest) : absl::OkStatus();
}

}  // namespace nianbao::submission
