// Reading the filing that a request is about.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The filing for a change that needs it to exist.
// INVALID_ARGUMENT FIELD_INVALID for a malformed name or an empty etag, NOT_FOUND FILING_UNKNOWN, ABORTED
// ETAG_MISMATCH.
absl::StatusOr<FilingSnapshot> ReadForChange(const StoreReader& store, absl::string_view filing,
                                             absl::string_view etag);

// A filing that may be new, and the organ whose it is.
struct FilingToSave {
  // Of version 0 when it is new.
  FilingSnapshot snapshot;
  organ::v1::Organ organ;
};

// The filing for a change that may create it: without an etag a new one, or one that nobody saved yet.
// Also NOT_FOUND ORGAN_UNKNOWN, FAILED_PRECONDITION SCOPE_NOT_DUE, ALREADY_EXISTS FILING_EXISTS.
absl::StatusOr<FilingToSave> ReadForSaving(const StoreReader& store, absl::string_view filing, absl::string_view etag);

// The filing for a read. INVALID_ARGUMENT FIELD_INVALID with this path for a malformed name, NOT_FOUND FILING_UNKNOWN.
absl::StatusOr<FilingSnapshot> ReadFiling(const StoreReader& store, absl::string_view filing, absl::string_view path);

// A caller's etag is that of an older state. `current` is the filing's etag now.
absl::Status EtagMismatch(absl::string_view filing, absl::string_view given, absl::string_view current);
// The filing is there and the caller wanted a new one.
absl::Status FilingExists(absl::string_view filing, absl::string_view current);

}  // namespace nianbao::submission
