// What goes wrong in a store.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

// Thrown inside the store to leave a transaction with this status; caught by AtEdge.
struct StoreError {
  absl::Status status;
  // The transaction may have been committed all the same.
  bool in_doubt = false;
};

// For what may pass: a full disk, no access, no connection. UNAVAILABLE STORE_UNAVAILABLE.
absl::Status StoreUnavailable(absl::string_view what);
// For damage. DATA_LOSS STORE_CORRUPT.
absl::Status StoreCorrupt(absl::string_view what);
// For a mistake of our own. INTERNAL STORE_FAILED.
absl::Status StoreFailed(absl::string_view what);
// For a place that holds no store. NOT_FOUND STORE_MISSING.
absl::Status StoreMissing(absl::string_view got);
// Bytes in the store that are no message. DATA_LOSS STORE_CORRUPT.
absl::Status CorruptRow(absl::string_view what);

// Calls `work`, which returns absl::Status or absl::StatusOr<T>, and turns what it throws into a status.
template <typename Work>
auto AtEdge(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const StoreError& error) {
    return error.status;
  }
}

}  // namespace nianbao::submission
