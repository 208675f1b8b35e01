// Writing a backup.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/submission/store/backup/backup_header.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Writes all that the store holds at one moment into a new file. Only reads; others may go on writing. Returns what the
// file says of itself.
// FAILED_PRECONDITION STORE_TOO_OLD, STORE_TOO_NEW; DATA_LOSS STORE_CORRUPT when the log is broken: no store could be
// made of such a backup; ALREADY_EXISTS FILE_EXISTS, UNAVAILABLE FILE_NOT_WRITTEN. Throws StoreError.
absl::StatusOr<BackupHeader> BackUp(Connection& connection, const std::string& path, absl::Time now);

}  // namespace nianbao::submission
