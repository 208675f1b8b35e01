#include "services/submission/store/postgres/open_postgres.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

// Replicas that start together on an empty database may stand in each other's way once.
constexpr int kTriesMax = 3;

}  // namespace

absl::Status CheckCollation(Database& database) {
  return AtEdge([&]() -> absl::Status {
    const std::unique_ptr<Connection> connection = database.Connect(Database::Access::kRead);
    Query query(*connection,
                "SELECT CASE datlocprovider WHEN 'c' THEN datcollate ELSE 'ICU ' || daticulocale END "
                "FROM pg_database WHERE datname = current_database()");
    query.Step();
    const std::string collation = query.BytesAt(0);
    for (const char* by_bytes : {"C", "POSIX", "C.UTF-8", "C.utf8", "ucs_basic"}) {
      if (collation == by_bytes) return absl::OkStatus();
    }
    return status::Error(absl::StatusCode::kFailedPrecondition, "STORE_UNSUITABLE",
                         absl::StrCat("database: got collation ", collation, ", want C"))
        .Meta("collation", collation)
        .Chinese(absl::StrCat("数据库的排序规则是 ", collation,
                              "，须为 C。请这样创建数据库：CREATE DATABASE nianbao TEMPLATE template0 ENCODING 'UTF8' "
                              "LOCALE 'C'。"));
  });
}

absl::StatusOr<std::unique_ptr<SqlStore>> OpenPostgres(const std::string& dsn,
                                                       const std::function<std::string()>& new_log_id) {
  PostgresDatabase database(dsn);
  RETURN_IF_ERROR(CheckCollation(database));
  for (int tries = 1;; ++tries) {
    absl::StatusOr<std::unique_ptr<SqlStore>> store =
        SqlStore::Open(std::make_unique<PostgresDatabase>(dsn), new_log_id);
    if (store.ok() || tries == kTriesMax || status::ReasonOf(store.status()) != "STORE_UNAVAILABLE") return store;
  }
}

}  // namespace nianbao::submission
