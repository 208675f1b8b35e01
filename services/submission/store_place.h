// Where a store is, and how it is opened there.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/sql_store.h"
#include "services/submission/store/sqlite/folder_lock.h"
#include "services/submission/store_upkeep.h"

namespace nianbao::submission {

// A store, and what it holds on to.
struct OpenedStore {
  std::optional<FolderLock> lock;
  std::unique_ptr<SqlStore> store;
};

// Opens the store, or makes a new one. UNAVAILABLE STORE_UNAVAILABLE, STORE_IN_USE; as OpenSqlite and OpenPostgres.
absl::StatusOr<OpenedStore> OpenStore(const StorePlace& place);

// The database of a store that is there, to be read beside a service. NOT_FOUND STORE_MISSING, FAILED_PRECONDITION
// STORE_UNSUITABLE, UNAVAILABLE STORE_UNAVAILABLE.
absl::StatusOr<std::unique_ptr<Database>> FindDatabase(const StorePlace& place);

// The SQLite file in a data folder.
std::string DatabaseFile(const std::string& data_dir);
// UNAVAILABLE STORE_UNAVAILABLE.
absl::Status MakeFolder(const std::string& path);
std::string RandomLogId();

}  // namespace nianbao::submission
