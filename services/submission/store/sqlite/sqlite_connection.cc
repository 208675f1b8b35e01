#include "services/submission/store/sqlite/sqlite_connection.h"

#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "services/submission/store/outage.h"
#include "services/submission/store/query.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {
namespace {

constexpr int kBusyTimeoutMs = 5'000;
// A report touches pages all over the index of texts: those that are read again and again stay in memory.
constexpr int kWriterCacheKilobytes = 64 << 10;
// 32 MB of the log: each time it is brought into the database, the disk is waited for twice.
constexpr int kPagesBetweenCheckpoints = 8192;

int FlagsOf(Database::Access access) {
  return access == Database::Access::kWrite ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
}

absl::Status FromSqlite(const SQLite::Exception& exception) {
  switch (exception.getErrorCode()) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return StoreCorrupt(exception.what());
    case SQLITE_FULL:
      return DiskFull(exception.what());
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return ReadOnly(exception.what());
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Busy(exception.what());
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
      return StoreUnavailable(exception.what());
    default:
      return StoreFailed(exception.what());
  }
}

// What `work` throws, as the store's own error.
template <typename Work>
auto Guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& exception) {
    throw StoreError{FromSqlite(exception)};
  }
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(const SQLite::Database& database, const std::string& sql) : statement_(database, sql) {}

  void BindText(int parameter, absl::string_view text) override {
    Guarded([&] { statement_.bind(parameter, std::string(text)); });
  }
  void BindBytes(int parameter, absl::string_view bytes) override {
    // A null pointer would bind NULL.
    const void* const data = bytes.empty() ? "" : bytes.data();
    Guarded([&] { statement_.bind(parameter, data, static_cast<int>(bytes.size())); });
  }
  void BindNumber(int parameter, int64_t number) override {
    Guarded([&] { statement_.bind(parameter, number); });
  }
  bool Step() override {
    return Guarded([&] { return statement_.executeStep(); });
  }
  void Run() override {
    Guarded([&] { statement_.exec(); });
  }
  bool IsNull(int column) override {
    return Guarded([&] { return statement_.isColumnNull(column); });
  }
  int64_t NumberAt(int column) override {
    return Guarded([&] { return statement_.getColumn(column).getInt64(); });
  }
  std::string BytesAt(int column) override {
    return Guarded([&] { return statement_.getColumn(column).getString(); });
  }
  void Reset() noexcept override {
    statement_.tryReset();
    statement_.clearBindings();
  }

 private:
  SQLite::Statement statement_;
};

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Database::Access access) try
    : database_(path, FlagsOf(access), kBusyTimeoutMs) {
  if (access == Database::Access::kRead) return;
  database_.exec("PRAGMA journal_mode = WAL");
  database_.exec("PRAGMA synchronous = FULL");
  database_.exec("PRAGMA foreign_keys = ON");
  database_.exec(absl::StrCat("PRAGMA cache_size = -", kWriterCacheKilobytes));
  database_.exec(absl::StrCat("PRAGMA wal_autocheckpoint = ", kPagesBetweenCheckpoints));
  // A process that was killed while it committed may have left a log that was written but never synced. What SQLite
  // recovers of it counts as committed from now on, so it has to reach the disk before anybody is told.
  database_.exec("PRAGMA wal_checkpoint");
} catch (const SQLite::Exception& exception) {
  throw StoreError{FromSqlite(exception)};
}

Statement& SqliteConnection::Prepare(const std::string& sql) {
  std::unique_ptr<Statement>& statement = statements_[sql];
  if (statement == nullptr) {
    statement = Guarded([&] { return std::make_unique<SqliteStatement>(database_, sql); });
  }
  return *statement;
}

void SqliteConnection::RunScript(const std::string& sql) {
  Guarded([&] { database_.exec(sql); });
}

bool SqliteConnection::HasTable(const std::string& name) {
  return Guarded([&] { return database_.tableExists(name); });
}

std::vector<std::string> SqliteConnection::FindDamage() {
  std::vector<std::string> damage;
  Query pages(*this, "PRAGMA integrity_check(20)");
  while (pages.Step()) {
    if (pages.BytesAt(0) != "ok") damage.push_back(absl::StrCat("数据库文件受损：", pages.BytesAt(0)));
  }
  Query references(*this, "PRAGMA foreign_key_check");
  while (references.Step()) {
    damage.push_back(absl::StrCat("表 ", references.BytesAt(0), " 有一行所指的 ", references.BytesAt(2), " 不存在"));
  }
  return damage;
}

void SqliteConnection::BeginRead() { RunScript("BEGIN"); }

void SqliteConnection::BeginWrite() {
  if (may_come_back_) VoidLastCommit();
  RunScript("BEGIN IMMEDIATE");
}

// A failure, such as a full disk, leaves the transaction open, to be rolled back.
void SqliteConnection::Commit() {
  may_come_back_ = true;
  RunScript("COMMIT");
  may_come_back_ = false;
}

// What was written of it stands behind the end of the log, in which only a crash would look for it: any other commit
// is written over it.
void SqliteConnection::VoidLastCommit() {
  RunScript("PRAGMA user_version = 0");
  may_come_back_ = false;
}

void SqliteConnection::Rollback() noexcept { database_.tryExec("ROLLBACK"); }

}  // namespace nianbao::submission
