// A backup knows nothing of the database that it was made of.
#include <gtest/gtest.h>

#include "services/submission/store/backup/back_up.h"
#include "services/submission/store/backup/restore.h"
#include "services/submission/store/postgres/open_postgres.h"
#include "services/submission/store/postgres/postgres_connection.h"
#include "services/submission/store/query.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/postgres/postgres_server.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using Access = Database::Access;

absl::StatusOr<BackupHeader> RestoreInto(Connection& connection, const std::string& backup) {
  return AtEdge([&] { return Restore(connection, backup, "log-of-the-restored"); });
}

int64_t TableCount(Connection& connection) {
  Query query(connection, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'");
  query.Step();
  return query.NumberAt(0);
}

class BackupBetweenDatabases : public testing::Test {
 protected:
  BackupBetweenDatabases() {
    FillEveryTable(suite_);
    // A parent behind its child.
    SqliteConnection connection(File("nianbao.db"), Access::kWrite);
    connection.RunScript("UPDATE organs SET parent = 'organs/park' WHERE name = 'organs/edu'");
    rows_ = AllRowsButTheLogId(connection);
    EXPECT_TRUE(BackUp(connection, File("of-sqlite"), suite_.clock.now).ok());
  }

  std::string File(const std::string& name) const { return suite_.folder.File(name); }

  Suite suite_;
  std::map<std::string, std::vector<Row>> rows_;
  const std::string dsn_ = PostgresServer::Shared().NewDatabase();
};

TEST_F(BackupBetweenDatabases, GoesToPostgresAndBackByteForByte) {
  PostgresConnection postgres(dsn_);
  ASSERT_THAT(RestoreInto(postgres, File("of-sqlite")), IsOk());
  EXPECT_EQ(AllRowsButTheLogId(postgres), rows_);

  ASSERT_THAT(BackUp(postgres, File("of-postgres"), suite_.clock.now), IsOk());
  SqliteConnection sqlite(File("again.db"), Access::kWrite);
  ASSERT_THAT(RestoreInto(sqlite, File("of-postgres")), IsOk());
  EXPECT_EQ(AllRowsButTheLogId(sqlite), rows_);

  PostgresConnection other(PostgresServer::Shared().NewDatabase());
  ASSERT_THAT(RestoreInto(other, File("of-postgres")), IsOk());
  EXPECT_EQ(AllRowsButTheLogId(other), rows_);
}

TEST_F(BackupBetweenDatabases, AStoreRestoredIntoPostgresGoesOn) {
  {
    PostgresConnection postgres(dsn_);
    ASSERT_THAT(RestoreInto(postgres, File("of-sqlite")), IsOk());
  }
  const int64_t head = suite_.head();
  suite_.store = OpenPostgres(dsn_, [] { return "never used"; }).value();
  EXPECT_EQ(suite_.store->Head()->log_id(), "log-of-the-restored");
  suite_.Accept(kEdu);
  EXPECT_EQ(suite_.head(), head + 2) << "superseded and accepted";
}

TEST_F(BackupBetweenDatabases, IsNotRestoredOverAStoreInPostgres) {
  ASSERT_THAT(OpenPostgres(dsn_, [] { return "standing"; }), IsOk());
  PostgresConnection postgres(dsn_);
  EXPECT_THAT(RestoreInto(postgres, File("of-sqlite")), IsRefused(StatusCode::kFailedPrecondition, "STORE_NOT_EMPTY"));
  EXPECT_EQ(AllRows(postgres)["log_head"].size(), 1);
}

TEST_F(BackupBetweenDatabases, ThatFailsLeavesPostgresWithoutATable) {
  PostgresConnection postgres(dsn_);
  // A name in the way of the last tables.
  postgres.RunScript("CREATE TABLE documents (name TEXT)");
  EXPECT_THROW((void)Restore(postgres, File("of-sqlite"), "log"), StoreError);
  EXPECT_EQ(TableCount(postgres), 1);
  postgres.RunScript("DROP TABLE documents");
  EXPECT_THAT(RestoreInto(postgres, File("of-sqlite")), IsOk());
}

}  // namespace
}  // namespace nianbao::submission
