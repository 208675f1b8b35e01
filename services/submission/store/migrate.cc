#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

int64_t LastIn(Connection& connection, const std::string& table) {
  if (!connection.HasTable(table)) return 0;
  Query query(connection, "SELECT COALESCE(MAX(version), 0) FROM " + table);
  query.Step();
  return query.NumberAt(0);
}

}  // namespace

int64_t SchemaNeeded(Connection& connection) { return LastIn(connection, "schema_migrations"); }

int64_t SchemaOf(Connection& connection) {
  return std::max(SchemaNeeded(connection), LastIn(connection, "schema_steps"));
}

void MakeBookkeeping(Connection& connection) {
  // Release 0.1.0 knows the first of these tables alone, and serves no store where it finds a number beyond its own
  // schema.
  connection.RunScript(
      "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY);"
      "CREATE TABLE IF NOT EXISTS schema_steps (version BIGINT NOT NULL PRIMARY KEY);"
      "CREATE TABLE IF NOT EXISTS writer (singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1));"
      "INSERT INTO writer (singleton) VALUES (1) ON CONFLICT (singleton) DO NOTHING");
}

void Apply(Connection& connection, const Migration& migration) {
  connection.RunScript(migration.sql);
  Query(connection, "INSERT INTO schema_migrations (version) VALUES (?1) ON CONFLICT (version) DO NOTHING")
      .Number(1, migration.needs.value_or(migration.version))
      .Run();
  Query(connection, "INSERT INTO schema_steps (version) VALUES (?1)").Number(1, migration.version).Run();
}

int SchemaOfProgram() { return Migrations().back().version; }

absl::Status TooNew(int64_t schema, int of_program) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "STORE_TOO_NEW",
                       absl::StrCat("store: got schema ", schema, ", want at most ", of_program))
      .Meta("storeSchema", absl::StrCat(schema))
      .Meta("programSchema", absl::StrCat(of_program))
      .Chinese(absl::StrCat("数据库由更新的版本创建（结构版本 ", schema, "，本程序只支持到 ", of_program,
                            "）。请使用新版本的程序，或恢复旧版本的备份。"));
}

absl::Status CheckSchema(Connection& connection) {
  const int64_t schema = SchemaOf(connection);
  if (schema == SchemaOfProgram()) return absl::OkStatus();
  if (schema > SchemaOfProgram()) return TooNew(schema, SchemaOfProgram());
  if (schema == 0) return StoreMissing("a database without tables");
  return status::Error(absl::StatusCode::kFailedPrecondition, "STORE_TOO_OLD",
                       absl::StrCat("store: got schema ", schema, ", want ", SchemaOfProgram()))
      .Meta("storeSchema", absl::StrCat(schema))
      .Meta("programSchema", absl::StrCat(SchemaOfProgram()))
      .Chinese(absl::StrCat("数据库的结构版本是 ", schema, "，本程序需要 ", SchemaOfProgram(),
                            "。请用原来版本的程序操作，或先用 nianbao store migrate 升级。"));
}

absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations) {
  MakeBookkeeping(connection);
  for (const Migration& migration : migrations) {
    Transaction transaction(connection, Transaction::Kind::kWrite);
    if (SchemaOf(connection) >= migration.version) continue;
    Apply(connection, migration);
    transaction.Commit();
  }
  const int newest = migrations.empty() ? 0 : migrations.back().version;
  const int64_t needed = SchemaNeeded(connection);
  return needed > newest ? TooNew(needed, newest) : absl::OkStatus();
}

}  // namespace nianbao::submission
