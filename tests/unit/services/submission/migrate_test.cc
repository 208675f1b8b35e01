#include <gtest/gtest.h>

#include <fstream>

#include "services/submission/store/migrations.h"
#include "services/submission/store/query.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/samples.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

SqliteConnection Open(const TemporaryFolder& folder) {
  return SqliteConnection(folder.File("a.db"), Database::Access::kWrite);
}

int64_t CountOf(Connection& connection, const std::string& table) {
  Query query(connection, "SELECT COUNT(*) FROM " + table);
  query.Step();
  return query.NumberAt(0);
}

TEST(Migrate, AppliesOnlyTheStepsThatAreMissingInOrder) {
  TemporaryFolder folder;
  SqliteConnection connection = Open(folder);
  std::vector<Migration> steps = {{1, "CREATE TABLE a (n BIGINT)"}};
  ASSERT_THAT(Migrate(connection, steps), IsOk());
  steps.push_back({2, "ALTER TABLE a ADD COLUMN m BIGINT"});
  steps.push_back({3, "INSERT INTO a (n, m) VALUES (1, 2)"});
  ASSERT_THAT(Migrate(connection, steps), IsOk());
  ASSERT_THAT(Migrate(connection, steps), IsOk());
  EXPECT_EQ(CountOf(connection, "a"), 1);
}

TEST(Migrate, LeavesNothingOfAStepThatFails) {
  TemporaryFolder folder;
  SqliteConnection connection = Open(folder);
  const std::vector<Migration> broken = {{1, "CREATE TABLE a (n BIGINT); CREATE TABLE a (n BIGINT)"}};
  EXPECT_THROW((void)Migrate(connection, broken), StoreError);
  EXPECT_EQ(CountOf(connection, "sqlite_master WHERE name = 'a'"), 0);
  EXPECT_EQ(CountOf(connection, "schema_migrations"), 0);
}

TEST(Migrate, RefusesAStoreThatIsNewerThanTheProgram) {
  TemporaryFolder folder;
  ASSERT_THAT(OpenSqlite(folder.File("a.db"), [] { return "log"; }), IsOk());
  Open(folder).RunScript("INSERT INTO schema_migrations (version) VALUES (1000)");
  const auto store = OpenSqlite(folder.File("a.db"), [] { return "log"; });
  EXPECT_THAT(store, IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
  EXPECT_EQ(status::MetaOf(store.status(), "storeSchema"), "1000");
}

// The steps by which a column takes the place of another over three releases.
const Migration kOneColumn = {1, "CREATE TABLE a (n BIGINT)"};
const Migration kBothColumns = {2, "ALTER TABLE a ADD COLUMN m BIGINT", 1};
const Migration kOtherColumn = {3, "ALTER TABLE a DROP COLUMN n", 2};

TEST(Migrate, GoesOnWithAStoreThatANewerProgramExpanded) {
  TemporaryFolder folder;
  SqliteConnection connection = Open(folder);
  ASSERT_THAT(Migrate(connection, {kOneColumn, kBothColumns}), IsOk());
  EXPECT_EQ(SchemaOf(connection), 2);
  EXPECT_EQ(SchemaNeeded(connection), 1);
  EXPECT_THAT(Migrate(connection, {kOneColumn}), IsOk());
  EXPECT_THAT(Migrate(connection, {kOneColumn, kBothColumns}), IsOk()) << "the step is taken once";
}

TEST(Migrate, RefusesAStoreThatWasContractedSinceToWhatTheProgramDoesNotKnow) {
  TemporaryFolder folder;
  SqliteConnection connection = Open(folder);
  ASSERT_THAT(Migrate(connection, {kOneColumn, kBothColumns, kOtherColumn}), IsOk());
  EXPECT_THAT(Migrate(connection, {kOneColumn, kBothColumns}), IsOk());
  const absl::Status refused = Migrate(connection, {kOneColumn});
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
  EXPECT_EQ(status::MetaOf(refused, "storeSchema"), "2");
}

TEST(Migrate, GivesEveryOrganOfAnOlderStoreItsFirstVersion) {
  TemporaryFolder folder;
  {
    SqliteConnection connection = Open(folder);
    const std::vector<Migration> before(Migrations().begin(), Migrations().begin() + 3);
    ASSERT_THAT(Migrate(connection, before), IsOk());
    Query(connection, "INSERT INTO organs (name, organ) VALUES ('organs/edu', ?1)")
        .Bytes(1, Organ("edu").SerializeAsString())
        .Run();
  }
  const auto store = OpenSqlite(folder.File("a.db"), [] { return "log"; }).value();
  EXPECT_EQ(store->ReadRosterHistory().value()->At("organs/edu", "")->title(), "edu局");
}

TEST(SqliteStore, SaysThatAFileIsNoDatabase) {
  TemporaryFolder folder;
  std::ofstream(folder.File("a.db")) << std::string(4096, 'x');
  EXPECT_THAT(OpenSqlite(folder.File("a.db"), [] { return "log"; }), IsRefused(StatusCode::kDataLoss, "STORE_CORRUPT"));
}

TEST(SqliteStore, SaysThatItCannotOpenAFile) {
  TemporaryFolder folder;
  EXPECT_THAT(OpenSqlite(folder.File("nowhere/a.db"), [] { return "log"; }),
              IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
}

TEST(SqliteStore, SaysThatARowIsDamaged) {
  TemporaryFolder folder;
  const auto store = OpenSqlite(folder.File("a.db"), [] { return "log"; }).value();
  Open(folder).RunScript("INSERT INTO events (sequence, event, digest) VALUES (1, x'FF', x'00')");
  EXPECT_THAT(store->ReadEvents(0, 10), IsRefused(StatusCode::kDataLoss, "STORE_CORRUPT"));
}

}  // namespace
}  // namespace nianbao::submission
