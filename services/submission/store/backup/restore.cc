#include "services/submission/store/backup/restore.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/store/backup/backup_file.h"
#include "services/submission/store/backup/log_check.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/query.h"
#include "services/submission/store/table_rows.h"

namespace nianbao::submission {
namespace {

absl::Status NotEmpty() {
  return status::Error(absl::StatusCode::kFailedPrecondition, "STORE_NOT_EMPTY",
                       "store: got a database that holds a store, want an empty one")
      .Chinese("这里已有数据库，没有恢复。备份只能恢复到空的数据目录或新建的空数据库，以免覆盖现有数据。");
}

// The rows of a table, as they are.
absl::Status CopyTable(BackupReader& file, const BackupTable& table, Connection& connection) {
  RowWriter writer(connection, table.table);
  RETURN_IF_ERROR(file.ReadTable(table, [&](const Row& row) { writer.Write(row); }));
  writer.Finish();
  return absl::OkStatus();
}

// The same events with the digests of a new log. Returns the last digest.
absl::StatusOr<std::string> CopyEvents(BackupReader& file, const BackupTable& table, const std::string& log_id,
                                       Connection& connection) {
  std::string digest = ChainStart(log_id);
  RETURN_IF_ERROR(file.ReadTable(table, [&](const Row& row) {
    const KeptEvent event = EventAt(row);
    digest = ChainNext(digest, event.bytes);
    InsertEvent(connection, {event.sequence, event.bytes, digest});
  }));
  return digest;
}

absl::Status CopyRows(BackupReader& file, const std::string& log_id, Connection& connection) {
  std::string head = ChainStart(log_id);
  for (const BackupTable& table : file.header().tables) {
    if (table.table.name == "events") {
      ASSIGN_OR_RETURN(head, CopyEvents(file, table, log_id, connection));
    } else {
      RETURN_IF_ERROR(CopyTable(file, table, connection));
    }
  }
  RETURN_IF_ERROR(file.End());
  RenameLog(connection, log_id, head);
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckBackup(const std::string& path) {
  ASSIGN_OR_RETURN(const std::unique_ptr<BackupReader> file, BackupReader::Open(path));
  const BackupHeader& header = file->header();
  if (header.schema > SchemaOfProgram()) return TooNew(header.schema, SchemaOfProgram());
  LogCheck log(header.log_id);
  absl::Status checked;
  for (const BackupTable& table : header.tables) {
    RETURN_IF_ERROR(file->ReadTable(table, [&](const Row& row) {
      if (table.table.name == "events" && checked.ok()) checked = log.Take(EventAt(row));
    }));
  }
  RETURN_IF_ERROR(file->End());
  RETURN_IF_ERROR(checked);
  return log.End(header.sequence, header.digest);
}

absl::StatusOr<BackupHeader> Restore(Connection& connection, const std::string& path, const std::string& new_log_id) {
  Transaction transaction(connection, Transaction::Kind::kFirst);
  if (SchemaOf(connection) > 0) return NotEmpty();
  ASSIGN_OR_RETURN(const std::unique_ptr<BackupReader> file, BackupReader::Open(path));
  MakeBookkeeping(connection);
  for (const Migration& migration : Migrations()) {
    if (migration.version <= file->header().schema) Apply(connection, migration);
  }
  RETURN_IF_ERROR(CopyRows(*file, new_log_id, connection));
  for (const Migration& migration : Migrations()) {
    if (migration.version > file->header().schema) Apply(connection, migration);
  }
  transaction.Commit();
  return file->header();
}

}  // namespace nianbao::submission
