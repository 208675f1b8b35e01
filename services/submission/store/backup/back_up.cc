#include "services/submission/store/backup/back_up.h"

#include <memory>

#include "libs/status/try.h"
#include "services/submission/store/backup/backup_file.h"
#include "services/submission/store/backup/log_check.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/migrations.h"

namespace nianbao::submission {
namespace {

BackupHeader HeaderOf(Connection& connection, absl::Time now) {
  const v1::EventToken head = SelectHead(connection);
  BackupHeader header;
  header.schema = SchemaOf(connection);
  header.log_id = head.log_id();
  header.sequence = head.sequence();
  header.digest = head.digest();
  header.time = now;
  for (const Table& table : Tables()) header.tables.push_back({table, CountRows(connection, table)});
  return header;
}

}  // namespace

absl::StatusOr<BackupHeader> BackUp(Connection& connection, const std::string& path, absl::Time now) {
  const Transaction snapshot(connection, Transaction::Kind::kRead);
  RETURN_IF_ERROR(CheckSchema(connection));
  ASSIGN_OR_RETURN(const std::unique_ptr<BackupWriter> file, BackupWriter::Create(path));
  BackupHeader header = HeaderOf(connection, now);
  LogCheck log(header.log_id);
  file->Write(header);
  for (const BackupTable& table : header.tables) {
    absl::Status checked;
    ForEachRow(connection, table.table, [&](const Row& row) {
      file->Write(table.table, row);
      if (table.table.name == "events" && checked.ok()) checked = log.Take(EventAt(row));
    });
    RETURN_IF_ERROR(checked);
    file->EndTable();
  }
  RETURN_IF_ERROR(log.End(header.sequence, header.digest));
  RETURN_IF_ERROR(file->Finish());
  return header;
}

}  // namespace nianbao::submission
