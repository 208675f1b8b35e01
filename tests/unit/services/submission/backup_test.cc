// A store goes into a file and comes out of it again.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/try.h"
#include "services/submission/domain/event_cursor.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/store/backup/back_up.h"
#include "services/submission/store/backup/backup_file.h"
#include "services/submission/store/backup/restore.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/query.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/full_store.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using Access = Database::Access;

std::string Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void Store(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

bool IsEmpty(const std::string& path) {
  SqliteConnection connection(path, Access::kWrite);
  Query query(connection, "SELECT COUNT(*) FROM sqlite_master");
  query.Step();
  return query.NumberAt(0) == 0;
}

class BackupTest : public testing::Test {
 protected:
  BackupTest() { FillEveryTable(suite_); }

  std::string File(const std::string& name) const { return suite_.folder.File(name); }
  absl::StatusOr<BackupHeader> BackUpTo(const std::string& path) {
    SqliteConnection connection(File("nianbao.db"), Access::kRead);
    return BackUp(connection, path, suite_.clock.now);
  }
  absl::StatusOr<BackupHeader> RestoreFrom(const std::string& backup, const std::string& database) {
    RETURN_IF_ERROR(CheckBackup(backup));
    SqliteConnection connection(database, Access::kWrite);
    return AtEdge([&] { return Restore(connection, backup, "log-of-the-restored"); });
  }

  Suite suite_;
};

TEST_F(BackupTest, TheTablesAreThoseOfADatabaseThatWasMigrated) {
  SqliteConnection connection(File("nianbao.db"), Access::kRead);
  std::map<std::string, Table> expected;
  Query query(connection,
              "SELECT m.name, c.name, c.type, c.pk, (SELECT COUNT(*) FROM pragma_foreign_key_list(m.name) f "
              "WHERE f.\"from\" = c.name AND f.\"table\" = m.name) "
              "FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid");
  while (query.Step()) {
    const std::string name = query.BytesAt(0);
    if (name == "writer" || name.starts_with("schema_") || name == "nonces") continue;
    Column& column = expected[name].columns.emplace_back();
    column.name = query.BytesAt(1);
    const std::string type = query.BytesAt(2);
    column.type = type == "BIGINT" ? Column::Type::kNumber
                  : type == "TEXT" ? Column::Type::kText
                                   : Column::Type::kBytes;
    if (query.NumberAt(3) > 0) column.role = Column::Role::kKey;
    if (query.NumberAt(4) > 0) column.role = Column::Role::kSibling;
  }
  EXPECT_EQ(Tables().size(), expected.size());
  for (const Table& table : Tables()) {
    SCOPED_TRACE(table.name);
    const std::vector<Column>& columns = expected[table.name].columns;
    ASSERT_EQ(table.columns.size(), columns.size());
    for (size_t i = 0; i < columns.size(); ++i) {
      EXPECT_EQ(table.columns[i].name, columns[i].name);
      EXPECT_EQ(table.columns[i].type, columns[i].type) << columns[i].name;
      EXPECT_EQ(table.columns[i].role, columns[i].role) << columns[i].name;
    }
  }
}

TEST_F(BackupTest, EveryTableOfTheTestsHasRows) {
  SqliteConnection connection(File("nianbao.db"), Access::kRead);
  for (const auto& [table, rows] : AllRows(connection)) EXPECT_FALSE(rows.empty()) << table;
}

TEST_F(BackupTest, RestoresEveryByteOfEveryTable) {
  const auto backup = BackUpTo(File("backup"));
  ASSERT_THAT(backup, IsOk());
  EXPECT_EQ(backup->sequence, suite_.head());
  const auto restored = RestoreFrom(File("backup"), File("restored.db"));
  ASSERT_THAT(restored, IsOk());
  EXPECT_EQ(restored->sequence, suite_.head());
  SqliteConnection before(File("nianbao.db"), Access::kRead);
  SqliteConnection after(File("restored.db"), Access::kRead);
  EXPECT_EQ(AllRowsButTheLogId(before), AllRowsButTheLogId(after));
}

TEST_F(BackupTest, HasNoNonces) {
  const Nonce nonce = {"tax", "0123456789abcdef", suite_.clock.now + absl::Minutes(10)};
  ASSERT_THAT(suite_.store->Consume(nonce, suite_.clock.now), IsOk());
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  ASSERT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
  const auto restored = OpenSqlite(File("restored.db"), [] { return "never used"; }).value();
  EXPECT_THAT(restored->Consume(nonce, suite_.clock.now), IsOk());
}

TEST_F(BackupTest, ARestoredStoreHasAChainOfItsOwnLogAndGoesOn) {
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  ASSERT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
  const v1::EventToken old_head = suite_.store->Head().value();
  const auto store = OpenSqlite(File("restored.db"), [] { return "never used"; }).value();
  std::string digest = ChainStart("log-of-the-restored");
  const std::vector<v1::EventRecord> records = store->ReadEvents(0, 10'000).value();
  for (const v1::EventRecord& record : records) {
    digest = ChainNext(digest, digest::CanonicalBytes(record.event()));
    EXPECT_EQ(record.digest(), digest);
  }
  EXPECT_EQ(store->Head()->log_id(), "log-of-the-restored");
  EXPECT_EQ(store->Head()->sequence(), old_head.sequence());
  EXPECT_EQ(store->Head()->digest(), digest);
  EventCursor old_reader(*store, old_head);
  EXPECT_THAT(old_reader.Read(10), IsRefused(StatusCode::kFailedPrecondition, "LOG_CHANGED"));

  suite_.store = OpenSqlite(File("restored.db"), [] { return "never used"; }).value();
  suite_.Accept(kEdu);
  EXPECT_EQ(suite_.head(), old_head.sequence() + 2) << "superseded and accepted";
}

TEST_F(BackupTest, ARequestFromBeforeTheBackupGetsItsFirstAnswerFromTheRestoredStore) {
  const v1::SaveDraftRequest request = suite_.DraftRequest("organs/edu/filings/2021-own", 3);
  const std::string first = SaveDraft(suite_.deps(), kClerk, request)->SerializeAsString();
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  ASSERT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
  suite_.store = OpenSqlite(File("restored.db"), [] { return "never used"; }).value();
  const int64_t head = suite_.head();
  EXPECT_EQ(SaveDraft(suite_.deps(), kClerk, request)->SerializeAsString(), first);
  EXPECT_EQ(suite_.head(), head);
}

// Does something once, when a statement with these words is about to be used.
class InterruptedConnection final : public Connection {
 public:
  InterruptedConnection(Connection& connection, std::string words, std::function<void()> interrupt)
      : connection_(connection), words_(std::move(words)), interrupt_(std::move(interrupt)) {}

  Statement& Prepare(const std::string& sql) override {
    if (absl::StrContains(sql, words_)) std::exchange(interrupt_, [] {})();
    return connection_.Prepare(sql);
  }
  void RunScript(const std::string& sql) override { connection_.RunScript(sql); }
  bool HasTable(const std::string& name) override { return connection_.HasTable(name); }
  std::vector<std::string> FindDamage() override { return connection_.FindDamage(); }
  void BeginRead() override { connection_.BeginRead(); }
  void BeginWrite() override { connection_.BeginWrite(); }
  void Commit() override { connection_.Commit(); }
  void Rollback() noexcept override { connection_.Rollback(); }
  bool IsAlive() const override { return connection_.IsAlive(); }

 private:
  Connection& connection_;
  const std::string words_;
  std::function<void()> interrupt_;
};

TEST_F(BackupTest, HoldsOneMomentWhateverIsWrittenMeanwhile) {
  SqliteConnection connection(File("nianbao.db"), Access::kRead);
  const auto before = AllRowsButTheLogId(connection);
  InterruptedConnection interrupted(connection, "FROM revisions ORDER BY", [&] { suite_.Accept(kEdu); });
  ASSERT_THAT(BackUp(interrupted, File("backup"), suite_.clock.now), IsOk());
  EXPECT_NE(AllRowsButTheLogId(connection), before);
  ASSERT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
  SqliteConnection restored(File("restored.db"), Access::kRead);
  EXPECT_EQ(AllRowsButTheLogId(restored), before);
}

TEST_F(BackupTest, HoldsMoreRowsThanAreReadAtATime) {
  {
    SqliteConnection connection(File("nianbao.db"), Access::kWrite);
    Transaction transaction(connection, Transaction::Kind::kWrite);
    for (int i = 0; i < 1'300; ++i) {
      Query(connection,
            "INSERT INTO requests (actor, method, request_id, content_digest, reply) "
            "VALUES (?1, ?2, ?3, '', x'')")
          .Text(1, absl::StrCat("actor ", i % 3))
          .Text(2, absl::StrCat("method ", i % 7))
          .Text(3, absl::StrCat(i))
          .Run();
      Query(connection, "INSERT INTO text_bands (year, band, filing) VALUES (?1, ?2, ?3)")
          .Number(1, 2000 + i % 3)
          .Number(2, (i - 650) * (int64_t{1} << 50))
          .Text(3, kEdu)
          .Run();
    }
    transaction.Commit();
  }
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  ASSERT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
  SqliteConnection before(File("nianbao.db"), Access::kRead);
  SqliteConnection after(File("restored.db"), Access::kRead);
  EXPECT_EQ(AllRowsButTheLogId(before), AllRowsButTheLogId(after));
  EXPECT_GT(AllRows(after)["requests"].size(), 1'300);
  EXPECT_GT(AllRows(after)["text_bands"].size(), 1'300);
}

TEST_F(BackupTest, TheSameStoreGivesTheSameBytes) {
  ASSERT_THAT(BackUpTo(File("one")), IsOk());
  ASSERT_THAT(BackUpTo(File("two")), IsOk());
  EXPECT_EQ(Load(File("one")), Load(File("two")));
}

TEST_F(BackupTest, ReplacesNoFile) {
  Store(File("backup"), "mine");
  EXPECT_THAT(BackUpTo(File("backup")), IsRefused(StatusCode::kAlreadyExists, "FILE_EXISTS"));
  EXPECT_EQ(Load(File("backup")), "mine");
}

TEST_F(BackupTest, SaysThatTheFileCannotBeWrittenAndLeavesNothing) {
  EXPECT_THAT(BackUpTo(File("nowhere/backup")), IsRefused(StatusCode::kUnavailable, "FILE_NOT_WRITTEN"));
  EXPECT_FALSE(std::filesystem::exists(File("nowhere")));
}

TEST_F(BackupTest, IsNotMadeOfABrokenLog) {
  SqliteConnection(File("nianbao.db"), Access::kWrite).RunScript("UPDATE events SET event = x'00' WHERE sequence = 3");
  const auto backup = BackUpTo(File("backup"));
  EXPECT_THAT(backup, IsRefused(StatusCode::kDataLoss, "STORE_CORRUPT"));
  EXPECT_EQ(status::MetaOf(backup.status(), "sequence"), "3");
  EXPECT_FALSE(std::filesystem::exists(File("backup")));
  EXPECT_FALSE(std::filesystem::exists(File("backup.part")));
}

TEST_F(BackupTest, IsNotMadeOfAStoreOfAnotherSchema) {
  SqliteConnection connection(File("nianbao.db"), Access::kWrite);
  const std::string schema = absl::StrCat(SchemaOfProgram());
  for (const char* table : {"schema_migrations", "schema_steps"}) {
    connection.RunScript(absl::StrCat("DELETE FROM ", table, " WHERE version = ", schema));
  }
  EXPECT_THAT(BackUpTo(File("backup")), IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_OLD"));
  connection.RunScript(absl::StrCat("INSERT INTO schema_migrations (version) VALUES (", schema, "), (1000)"));
  EXPECT_THAT(BackUpTo(File("backup")), IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
}

TEST_F(BackupTest, IsNotRestoredOverAStore) {
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  SqliteConnection connection(File("nianbao.db"), Access::kRead);
  const auto before = AllRows(connection);
  EXPECT_THAT(RestoreFrom(File("backup"), File("nianbao.db")),
              IsRefused(StatusCode::kFailedPrecondition, "STORE_NOT_EMPTY"));
  EXPECT_EQ(AllRows(connection), before);
}

TEST_F(BackupTest, IsRefusedWhereverItIsCutOff) {
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  const std::string whole = Load(File("backup"));
  for (size_t size = 0; size < whole.size(); size += 1 + whole.size() / 97) {
    Store(File("torn"), whole.substr(0, size));
    const auto restored = RestoreFrom(File("torn"), File("restored.db"));
    EXPECT_THAT(restored, IsRefused(StatusCode::kDataLoss, "BACKUP_DAMAGED")) << size;
    ASSERT_TRUE(IsEmpty(File("restored.db"))) << size;
  }
  Store(File("torn"), whole + "x");
  EXPECT_THAT(RestoreFrom(File("torn"), File("restored.db")), IsRefused(StatusCode::kDataLoss, "BACKUP_DAMAGED"));
}

TEST_F(BackupTest, IsRefusedWhicheverByteIsAltered) {
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  const std::string whole = Load(File("backup"));
  for (size_t at = 0; at < whole.size(); at += 1 + whole.size() / 397) {
    std::string altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    Store(File("altered"), altered);
    const auto restored = RestoreFrom(File("altered"), File("restored.db"));
    const std::string reason = status::ReasonOf(restored.status());
    EXPECT_TRUE(reason == "BACKUP_DAMAGED" || (reason == "NOT_A_BACKUP" && at < kBackupTitle.size()))
        << at << ": " << restored.status();
    ASSERT_TRUE(IsEmpty(File("restored.db"))) << at;
  }
}

TEST_F(BackupTest, SaysWhereItIsDamaged) {
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  std::string bytes = Load(File("backup"));
  bytes[bytes.find("not text")] = 'N';
  Store(File("backup"), bytes);
  const absl::Status refusal = RestoreFrom(File("backup"), File("restored.db")).status();
  EXPECT_THAT(status::ChineseOf(refusal), HasSubstr("表 documents 的内容与其校验值不符"));
}

TEST_F(BackupTest, SaysWhatIsNoBackup) {
  Store(File("letter"), "尊敬的");
  EXPECT_THAT(RestoreFrom(File("letter"), File("restored.db")),
              IsRefused(StatusCode::kInvalidArgument, "NOT_A_BACKUP"));
  EXPECT_THAT(RestoreFrom(File("missing"), File("restored.db")), IsRefused(StatusCode::kNotFound, "FILE_UNREADABLE"));
}

// A backup as another program may have written it, with the rows of `source`.
void WriteBackup(const std::string& path, const BackupHeader& header, Connection& source) {
  const auto file = BackupWriter::Create(path).value();
  file->Write(header);
  for (const BackupTable& table : header.tables) {
    ForEachRow(source, table.table, [&](const Row& row) { file->Write(table.table, row); });
    file->EndTable();
  }
  ASSERT_THAT(file->Finish(), IsOk());
}

TEST_F(BackupTest, OfANewerSchemaIsRefused) {
  BackupHeader header = BackUpTo(File("backup")).value();
  header.schema = 1000;
  SqliteConnection source(File("nianbao.db"), Access::kRead);
  WriteBackup(File("newer"), header, source);
  EXPECT_THAT(RestoreFrom(File("newer"), File("restored.db")),
              IsRefused(StatusCode::kFailedPrecondition, "STORE_TOO_NEW"));
  EXPECT_TRUE(IsEmpty(File("restored.db")));
}

TEST_F(BackupTest, OfAnOlderSchemaIsRestoredAndMigrated) {
  // As the first version of the program had it: organs without versions.
  SqliteConnection old(File("old.db"), Access::kWrite);
  ASSERT_THAT(Migrate(old, {Migrations().front()}), IsOk());
  old.RunScript("INSERT INTO log_head SELECT 1, 'old', 0, x'00', 0");
  Query(old, "UPDATE log_head SET digest = ?1").Bytes(1, ChainStart("old")).Run();
  for (const char* name : {"a", "b"}) {
    Query(old, "INSERT INTO organs (name, organ) VALUES (?1, ?2)")
        .Text(1, std::string("organs/") + name)
        .Bytes(2, Organ(name).SerializeAsString())
        .Run();
  }
  BackupHeader header;
  header.schema = 1;
  header.log_id = "old";
  header.digest = ChainStart("old");
  for (const Table& table : Tables()) {
    if (table.name == "log_head" || table.name == "organs") header.tables.push_back({table, CountRows(old, table)});
  }
  WriteBackup(File("older"), header, old);
  ASSERT_THAT(RestoreFrom(File("older"), File("restored.db")), IsOk());
  const auto store = OpenSqlite(File("restored.db"), [] { return "never used"; }).value();
  EXPECT_EQ(store->ReadRosterHistory().value()->At("organs/b", "")->title(), "b局");
}

TEST_F(BackupTest, IsRestoredWhereAParentStandsBehindItsChild) {
  directory::v1::ImportOrgansRequest request;
  request.set_request_id("late parent");
  *request.add_organs() = Organ("zoo");
  *request.add_organs() = Organ("aviary", "zoo");
  ASSERT_THAT(ImportOrgans(suite_.deps(), kReviewer, request), IsOk());
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  ASSERT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
  SqliteConnection before(File("nianbao.db"), Access::kRead);
  SqliteConnection after(File("restored.db"), Access::kRead);
  EXPECT_EQ(AllRows(before)["organs"], AllRows(after)["organs"]);
}

TEST_F(BackupTest, CanBeRestoredAgainAfterAPowerCut) {
  ASSERT_THAT(BackUpTo(File("backup")), IsOk());
  SqliteConnection connection(File("restored.db"), Access::kWrite);
  // So that pages go to the disk before the end.
  connection.RunScript("PRAGMA cache_size = 1");
  InterruptedConnection interrupted(connection, "INSERT INTO requests", [&] {
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::copy(File("restored.db") + suffix, File("cut.db") + suffix);
    }
  });
  ASSERT_THAT(AtEdge([&] { return Restore(interrupted, File("backup"), "log"); }), IsOk());
  ASSERT_GT(std::filesystem::file_size(File("cut.db-wal")), 0);
  EXPECT_TRUE(IsEmpty(File("cut.db")));
  EXPECT_THAT(RestoreFrom(File("backup"), File("cut.db")), IsOk());
}

TEST_F(BackupTest, ThatFailsToBeWrittenDownLeavesAnEmptyDatabase) {
  BackupHeader header = BackUpTo(File("backup")).value();
  // The last table once more: its rows are there already.
  header.tables.push_back(header.tables.back());
  SqliteConnection source(File("nianbao.db"), Access::kRead);
  WriteBackup(File("twice"), header, source);
  EXPECT_THAT(RestoreFrom(File("twice"), File("restored.db")), IsRefused(StatusCode::kInternal, "STORE_FAILED"));
  EXPECT_TRUE(IsEmpty(File("restored.db")));
  EXPECT_THAT(RestoreFrom(File("backup"), File("restored.db")), IsOk());
}

}  // namespace
}  // namespace nianbao::submission
