// The operator's functions on data folders.
#include "services/submission/store_upkeep.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "libs/rpc/call_log.h"
#include "services/submission/peer/head_publisher.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/sqlite/folder_lock.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"
#include "tests/unit/services/submission/small_disk.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using Access = Database::Access;

class StoreUpkeep : public testing::Test {
 protected:
  StoreUpkeep() {
    FillEveryTable(suite_);
    EXPECT_THAT(BackUpStore(Here(), File("backup")), IsOk());
  }

  std::string File(const std::string& name) const { return suite_.folder.File(name); }
  // Where the suite has its store.
  StorePlace Here() const { return {.data_dir = suite_.folder.path().string()}; }

  Suite suite_;
};

TEST_F(StoreUpkeep, CountsWhatIsInABackup) {
  const auto backup = BackUpStore(Here(), File("again")).value();
  EXPECT_EQ(backup.sequence, suite_.head());
  EXPECT_EQ(backup.log_id, "log-of-the-test");
  EXPECT_EQ(backup.schema, SchemaOfProgram());
  SqliteConnection connection(File("nianbao.db"), Access::kRead);
  size_t rows = 0;
  for (const auto& [table, of_table] : AllRows(connection)) rows += of_table.size();
  EXPECT_EQ(backup.row_count, rows);
}

TEST_F(StoreUpkeep, GivesEveryRestoredStoreALogIdOfItsOwn) {
  const auto one = RestoreStore({.data_dir = File("one")}, File("backup")).value();
  const auto two = RestoreStore({.data_dir = File("two")}, File("backup")).value();
  EXPECT_EQ(one.log_id.size(), 32u);
  EXPECT_NE(one.log_id, two.log_id);
  EXPECT_NE(one.log_id, one.backup.log_id);
  const auto check = VerifyStore({.data_dir = File("one")});
  ASSERT_THAT(check, IsOk());
  EXPECT_EQ(check->fault_count, 0);
}

TEST_F(StoreUpkeep, ARestoreThatFindsNoRoomLeavesNothingAndCanBeRepeated) {
  SmallDisk disk(8);
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a small disk";
  const StorePlace place = {.data_dir = disk.File("data")};
  for (const int pages : {3, 12, 30}) {
    disk.Fill(pages);
    EXPECT_THAT(RestoreStore(place, File("backup")), IsRefused(StatusCode::kUnavailable, "STORE_UNAVAILABLE"));
    for (const char* name : {"nianbao.db", "nianbao.db-wal", "nianbao.db-shm"}) {
      EXPECT_FALSE(std::filesystem::exists(place.data_dir + "/" + name)) << name << " with " << pages;
    }
  }
  disk.Free();
  EXPECT_THAT(RestoreStore(place, File("backup")), IsOk());
  EXPECT_EQ(VerifyStore(place)->fault_count, 0);
}

TEST_F(StoreUpkeep, DoesNotRestoreIntoAFolderThatIsServed) {
  std::filesystem::create_directory(File("served"));
  const auto lock = FolderLock::Take(File("served"));
  EXPECT_THAT(RestoreStore({.data_dir = File("served")}, File("backup")),
              IsRefused(StatusCode::kUnavailable, "STORE_IN_USE"));
  EXPECT_FALSE(std::filesystem::exists(File("served/nianbao.db")));
}

TEST_F(StoreUpkeep, SaysFromWhichSchemaItMigrated) {
  EXPECT_EQ(MigrateStore({.data_dir = File("new")})->from_schema, 0);
  std::filesystem::create_directory(File("old"));
  {
    SqliteConnection old(File("old/nianbao.db"), Access::kWrite);
    ASSERT_THAT(Migrate(old, {Migrations()[0], Migrations()[1]}), IsOk());
  }
  EXPECT_THAT(VerifyStore({.data_dir = File("old")}), IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_OLD"));
  const auto migrated = MigrateStore({.data_dir = File("old")}).value();
  EXPECT_EQ(migrated.from_schema, 2);
  EXPECT_EQ(migrated.to_schema, SchemaOfProgram());
  EXPECT_EQ(MigrateStore({.data_dir = File("old")})->from_schema, SchemaOfProgram());
}

TEST_F(StoreUpkeep, RefusesToMigrateAStoreOfANewerProgram) {
  ASSERT_THAT(RestoreStore({.data_dir = File("newer")}, File("backup")), IsOk());
  SqliteConnection(File("newer/nianbao.db"), Access::kWrite)
      .RunScript("INSERT INTO schema_migrations (version) VALUES (1000)");
  EXPECT_THAT(MigrateStore({.data_dir = File("newer")}), IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
}

TEST_F(StoreUpkeep, ServesAStoreThatANewerProgramExpandedButLeavesItsBackupToThat) {
  ASSERT_THAT(RestoreStore({.data_dir = File("expanded")}, File("backup")), IsOk());
  SqliteConnection(File("expanded/nianbao.db"), Access::kWrite)
      .RunScript("INSERT INTO schema_steps (version) VALUES (1000)");
  const auto migrated = MigrateStore({.data_dir = File("expanded")});
  ASSERT_THAT(migrated, IsOk());
  EXPECT_EQ(migrated->to_schema, 1000);
  EXPECT_THAT(BackUpStore({.data_dir = File("expanded")}, File("incomplete")),
              IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
  EXPECT_THAT(VerifyStore({.data_dir = File("expanded")}), IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
}

TEST_F(StoreUpkeep, MakesNoStoreWhereOneIsOnlyToBeRead) {
  const StorePlace nowhere = {.data_dir = File("nowhere")};
  EXPECT_THAT(BackUpStore(nowhere, File("none")), IsRefused(StatusCode::kNotFound, "STORE_MISSING"));
  EXPECT_THAT(VerifyStore(nowhere), IsRefused(StatusCode::kNotFound, "STORE_MISSING"));
  EXPECT_FALSE(std::filesystem::exists(File("nowhere")));
}

TEST_F(StoreUpkeep, SaysThatAFileIsNoDatabase) {
  std::filesystem::create_directory(File("broken"));
  std::ofstream(File("broken/nianbao.db")) << std::string(8192, 'x');
  EXPECT_THAT(VerifyStore({.data_dir = File("broken")}), IsRefused(StatusCode::kDataLoss, "STORE_CORRUPT"));
}

// The end of the log on a disk that has room for a part of a line.
TEST_F(StoreUpkeep, AFullDiskLeavesNoHalfLineAmongTheHeads) {
  SmallDisk disk(1);
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a small disk";
  rpc::StartLog("test");
  const std::string path = disk.File("heads.jsonl");
  const std::string before(4090, ' ');
  std::ofstream(path) << before;
  disk.Fill();
  { const HeadPublisher publisher({.file = path, .every = absl::Hours(1)}, *suite_.store, suite_.clock); }
  EXPECT_EQ(std::filesystem::file_size(path), before.size());
  disk.Free();
  { const HeadPublisher publisher({.file = path, .every = absl::Hours(1)}, *suite_.store, suite_.clock); }
  std::ifstream file(path);
  const std::string after{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(after.substr(0, before.size()), before);
  EXPECT_EQ(after.find("{\"head\""), before.size());
  EXPECT_EQ(after.back(), '\n');
}

}  // namespace
}  // namespace nianbao::submission
