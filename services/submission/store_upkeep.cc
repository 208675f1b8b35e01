#include "services/submission/store_upkeep.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/time/clock.h"
#include "libs/status/try.h"
#include "services/submission/store/backup/back_up.h"
#include "services/submission/store/backup/restore.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/store_error.h"
#include "services/submission/store/verify/verify_store.h"
#include "services/submission/store_place.h"

namespace nianbao::submission {
namespace {

using Access = Database::Access;

StoreBackup SummaryOf(const BackupHeader& header) {
  StoreBackup backup = {.schema = header.schema, .log_id = header.log_id, .sequence = header.sequence};
  for (const BackupTable& table : header.tables) backup.row_count += table.row_count;
  return backup;
}

// Of what is there before a service opens it; 0 when nothing is.
absl::StatusOr<int64_t> SchemaAt(const StorePlace& place) {
  return AtEdge([&]() -> absl::StatusOr<int64_t> {
    absl::StatusOr<std::unique_ptr<Database>> database = FindDatabase(place);
    if (absl::IsNotFound(database.status())) return 0;
    if (!database.ok()) return database.status();
    return SchemaOf(*(*database)->Connect(Access::kRead));
  });
}

absl::StatusOr<BackupHeader> RestoreInto(Database& database, const std::string& path, const std::string& log_id) {
  return AtEdge([&] { return Restore(*database.Connect(Access::kWrite), path, log_id); });
}

// Takes the files of a SQLite database away again unless they were there before, or shall stay.
class NewDatabaseFiles {
 public:
  explicit NewDatabaseFiles(std::string path) : path_(std::move(path)), keep_(std::filesystem::exists(path_)) {}
  ~NewDatabaseFiles() {
    if (keep_) return;
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + suffix, ignored);
  }
  void Keep() { keep_ = true; }

 private:
  const std::string path_;
  bool keep_;
};

absl::StatusOr<BackupHeader> RestoreIntoFolder(const std::string& folder, const std::string& path,
                                               const std::string& log_id) {
  RETURN_IF_ERROR(MakeFolder(folder));
  ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Take(folder));
  NewDatabaseFiles files(DatabaseFile(folder));
  SqliteDatabase database(DatabaseFile(folder));
  ASSIGN_OR_RETURN(BackupHeader header, RestoreInto(database, path, log_id));
  files.Keep();
  return header;
}

}  // namespace

absl::StatusOr<MigratedStore> MigrateStore(const StorePlace& place) {
  MigratedStore migrated;
  ASSIGN_OR_RETURN(migrated.from_schema, SchemaAt(place));
  RETURN_IF_ERROR(OpenStore(place).status());
  migrated.to_schema = std::max<int64_t>(migrated.from_schema, SchemaOfProgram());
  return migrated;
}

absl::StatusOr<StoreBackup> BackUpStore(const StorePlace& place, const std::string& path) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, FindDatabase(place));
  ASSIGN_OR_RETURN(const BackupHeader header,
                   AtEdge([&] { return BackUp(*database->Connect(Access::kRead), path, absl::Now()); }));
  return SummaryOf(header);
}

absl::StatusOr<StoreCheck> VerifyStore(const StorePlace& place) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, FindDatabase(place));
  return AtEdge([&]() -> absl::StatusOr<StoreCheck> {
    const std::unique_ptr<Connection> connection = database->Connect(Access::kRead);
    RETURN_IF_ERROR(CheckSchema(*connection));
    Verification verification = VerifyAll(*connection);
    return StoreCheck{std::move(verification.row_counts), verification.faults.shown(), verification.faults.count()};
  });
}

absl::StatusOr<RestoredStore> RestoreStore(const StorePlace& place, const std::string& path) {
  RETURN_IF_ERROR(CheckBackup(path));
  RestoredStore restored;
  restored.log_id = RandomLogId();
  BackupHeader header;
  if (place.database.empty()) {
    ASSIGN_OR_RETURN(header, RestoreIntoFolder(place.data_dir, path, restored.log_id));
  } else {
    ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, FindDatabase(place));
    ASSIGN_OR_RETURN(header, RestoreInto(*database, path, restored.log_id));
  }
  restored.backup = SummaryOf(header);
  return restored;
}

}  // namespace nianbao::submission
