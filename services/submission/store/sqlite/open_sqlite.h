// The store on SQLite: one file, for a suite on one machine.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/submission/store/sql_store.h"

namespace nianbao::submission {

// Opens the file or creates it. Errors as SqlStore::Open. Only one program at a time may (folder_lock.h).
absl::StatusOr<std::unique_ptr<SqlStore>> OpenSqlite(const std::string& path,
                                                     const std::function<std::string()>& new_log_id);

}  // namespace nianbao::submission
