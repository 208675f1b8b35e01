// The store on PostgreSQL: for several replicas of the service at once.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/submission/store/sql_store.h"

namespace nianbao::submission {

// FAILED_PRECONDITION STORE_UNSUITABLE when the database does not order texts by their bytes: pages are cut by name,
// and every store must cut them alike.
absl::Status CheckCollation(Database& database);

// Opens the database that the connection string names; it exists, empty at first. With several hosts in it, the
// one that takes writes is used, whichever it is at the time.
// Errors as SqlStore::Open; FAILED_PRECONDITION STORE_UNSUITABLE when it does not order texts by their bytes.
absl::StatusOr<std::unique_ptr<SqlStore>> OpenPostgres(const std::string& dsn,
                                                       const std::function<std::string()>& new_log_id);

}  // namespace nianbao::submission
