// Making a store of a backup.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/submission/store/backup/backup_header.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Reads a backup to its end, and follows the chain of its events.
// NOT_FOUND FILE_UNREADABLE, INVALID_ARGUMENT NOT_A_BACKUP, DATA_LOSS BACKUP_DAMAGED, STORE_CORRUPT;
// FAILED_PRECONDITION STORE_TOO_NEW for one of a newer schema.
absl::Status CheckBackup(const std::string& path);

// Makes the store in a database that has none: every row as it was, under a new log id, at the schema of this program.
// The events are the same bytes; their digests and the head are those of the chain of the new log. All in one
// transaction: after an error the database is as it was. Returns what the file says of itself.
//
// For a backup that was checked: errors as CheckBackup, should it have changed since; FAILED_PRECONDITION
// STORE_NOT_EMPTY. Throws StoreError.
absl::StatusOr<BackupHeader> Restore(Connection& connection, const std::string& path, const std::string& new_log_id);

}  // namespace nianbao::submission
