#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include <fstream>

#include "services/submission/store/migrations.h"
#include "services/submission/store/sqlite_store.h"
#include "tests/unit/services/submission/refusal.h"
#include "tests/unit/services/submission/samples.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

SQLite::Database Open(const TemporaryFolder& folder) {
  return SQLite::Database(folder.File("a.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
}

TEST(Migrate, AppliesOnlyTheStepsThatAreMissingInOrder) {
  TemporaryFolder folder;
  SQLite::Database database = Open(folder);
  std::vector<Migration> steps = {{1, "CREATE TABLE a (n BIGINT)"}};
  ASSERT_THAT(Migrate(database, steps), IsOk());
  steps.push_back({2, "ALTER TABLE a ADD COLUMN m BIGINT"});
  steps.push_back({3, "INSERT INTO a (n, m) VALUES (1, 2)"});
  ASSERT_THAT(Migrate(database, steps), IsOk());
  ASSERT_THAT(Migrate(database, steps), IsOk());
  EXPECT_EQ(database.execAndGet("SELECT COUNT(*) FROM a").getInt(), 1);
}

TEST(Migrate, LeavesNothingOfAStepThatFails) {
  TemporaryFolder folder;
  SQLite::Database database = Open(folder);
  const std::vector<Migration> broken = {{1, "CREATE TABLE a (n BIGINT); CREATE TABLE a (n BIGINT)"}};
  EXPECT_THROW((void)Migrate(database, broken), SQLite::Exception);
  EXPECT_FALSE(database.tableExists("a"));
  EXPECT_EQ(database.execAndGet("SELECT COUNT(*) FROM schema_migrations").getInt(), 0);
}

TEST(Migrate, RefusesAStoreThatIsNewerThanTheProgram) {
  TemporaryFolder folder;
  ASSERT_THAT(SqliteStore::Open(folder.File("a.db"), [] { return "log"; }), IsOk());
  {
    SQLite::Database database = Open(folder);
    database.exec("INSERT INTO schema_migrations (version) VALUES (1000)");
  }
  const auto store = SqliteStore::Open(folder.File("a.db"), [] { return "log"; });
  EXPECT_THAT(store, IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
  EXPECT_EQ(status::MetaOf(store.status(), "storeSchema"), "1000");
}

TEST(Migrate, GivesEveryOrganOfAnOlderStoreItsFirstVersion) {
  TemporaryFolder folder;
  {
    SQLite::Database database = Open(folder);
    const std::vector<Migration> before(Migrations().begin(), Migrations().begin() + 3);
    ASSERT_THAT(Migrate(database, before), IsOk());
    SQLite::Statement insert(database, "INSERT INTO organs (name, organ) VALUES ('organs/edu', ?)");
    const std::string bytes = Organ("edu").SerializeAsString();
    insert.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
  }
  const auto store = SqliteStore::Open(folder.File("a.db"), [] { return "log"; }).value();
  EXPECT_EQ(store->ReadRosterHistory().value()->At("organs/edu", "")->title(), "edu局");
}

TEST(SqliteStore, SaysThatAFileIsNoDatabase) {
  TemporaryFolder folder;
  std::ofstream(folder.File("a.db")) << std::string(4096, 'x');
  EXPECT_THAT(SqliteStore::Open(folder.File("a.db"), [] { return "log"; }),
              IsRefused(StatusCode::kDataLoss, "STORE_CORRUPT"));
}

TEST(SqliteStore, SaysThatItCannotOpenAFile) {
  TemporaryFolder folder;
  EXPECT_THAT(SqliteStore::Open(folder.File("nowhere/a.db"), [] { return "log"; }),
              IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
}

TEST(SqliteStore, SaysThatARowIsDamaged) {
  TemporaryFolder folder;
  const auto store = SqliteStore::Open(folder.File("a.db"), [] { return "log"; }).value();
  {
    SQLite::Database database = Open(folder);
    database.exec("INSERT INTO events (sequence, event, digest) VALUES (1, x'FF', x'00')");
  }
  EXPECT_THAT(store->ReadEvents(0, 10), IsRefused(StatusCode::kDataLoss, "STORE_CORRUPT"));
}

}  // namespace
}  // namespace nianbao::submission
