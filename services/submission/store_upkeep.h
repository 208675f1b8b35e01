// What an operator does with a store, without a service or beside one.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::submission {

// What is wrong with one row of a store.
struct StoreFault {
  std::string table;
  // Its key, for people; empty when the whole table, or the whole database, is meant.
  std::string row;
  // In Chinese.
  std::string what;
};

struct StorePlace {
  // The folder of the SQLite database.
  std::string data_dir;
  // Instead of it the connection string of a PostgreSQL database.
  std::string database = "";
};

struct MigratedStore {
  // 0 when there was no store.
  int64_t from_schema = 0;
  // Greater than that of this program when a newer one has expanded the store.
  int64_t to_schema = 0;
};

// Brings a store to the schema of this program, as a service does when it starts; makes a new one where there is none.
// Of a data folder, no service may be running. UNAVAILABLE STORE_IN_USE, STORE_UNAVAILABLE, FAILED_PRECONDITION
// STORE_TOO_NEW, STORE_UNSUITABLE, DATA_LOSS STORE_CORRUPT.
absl::StatusOr<MigratedStore> MigrateStore(const StorePlace& place);

// A backup, as it says of itself.
struct StoreBackup {
  int64_t schema = 0;
  std::string log_id;
  // Of the last event in it.
  int64_t sequence = 0;
  int64_t row_count = 0;
};

// Writes all that the store holds at one moment into a new file; services may go on. NOT_FOUND STORE_MISSING; errors as
// BackUp (store/backup/back_up.h).
absl::StatusOr<StoreBackup> BackUpStore(const StorePlace& place, const std::string& path);

struct RestoredStore {
  StoreBackup backup;
  std::string log_id;
};

// Makes a store of a backup where there is none, under a new log id. After an error there is none. Errors as
// CheckBackup and Restore (store/backup/restore.h); UNAVAILABLE STORE_IN_USE, STORE_UNAVAILABLE.
absl::StatusOr<RestoredStore> RestoreStore(const StorePlace& place, const std::string& path);

struct StoreCheck {
  // Of each table.
  std::vector<std::pair<std::string, int64_t>> row_counts;
  // The first ones.
  std::vector<StoreFault> faults;
  int64_t fault_count = 0;
};

// Reads the whole store at one moment, and says what does not fit together; services may go on. NOT_FOUND
// STORE_MISSING, FAILED_PRECONDITION STORE_TOO_OLD, STORE_TOO_NEW, STORE_UNSUITABLE, UNAVAILABLE STORE_UNAVAILABLE;
// DATA_LOSS STORE_CORRUPT when it cannot even be opened.
absl::StatusOr<StoreCheck> VerifyStore(const StorePlace& place);

}  // namespace nianbao::submission
