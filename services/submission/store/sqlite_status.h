// Failures of SQLite as errors of the suite.
#pragma once

#include <SQLiteCpp/Exception.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

// UNAVAILABLE STORE_UNAVAILABLE for what may pass (busy, disk full, no access), DATA_LOSS STORE_CORRUPT for a damaged
// file, INTERNAL STORE_FAILED for a mistake of our own.
absl::Status FromSqlite(const SQLite::Exception& exception);

// Bytes in the store that are no message. DATA_LOSS STORE_CORRUPT.
absl::Status CorruptRow(absl::string_view what);

// Thrown inside the store to leave a transaction with this status; caught by AtEdge.
struct StoreError {
  absl::Status status;
};

// Calls `work`, which returns absl::Status or absl::StatusOr<T>, and turns what it throws into a status.
template <typename Work>
auto AtEdge(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& exception) {
    return FromSqlite(exception);
  } catch (const StoreError& error) {
    return error.status;
  }
}

}  // namespace nianbao::submission
