// Nobody reviews what he submitted.
#pragma once

#include "absl/status/status.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/filing_edit.h"

namespace nianbao::submission {

// Whether the caller may return or accept the open revision.
// FAILED_PRECONDITION STATE_NOT_ALLOWED, or REVIEWER_IS_SUBMITTER when the names are the same.
absl::Status CheckReviewer(FilingEdit& edit, Action action, const Caller& caller);

}  // namespace nianbao::submission
