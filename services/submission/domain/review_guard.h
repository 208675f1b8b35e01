// Nobody reviews what he submitted.
#pragma once

#include "absl/status/status.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/filing_edit.h"

namespace nianbao::submission {

// Whether the caller may take a reviewer's action on the revision that it is on.
// FAILED_PRECONDITION STATE_NOT_ALLOWED, or REVIEWER_IS_SUBMITTER when the names are the same.
absl::Status CheckReviewer(const FilingEdit& edit, Action action, const Caller& caller);

}  // namespace nianbao::submission
