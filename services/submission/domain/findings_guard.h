// No report goes on with an error, or with a warning that nobody explained.
#pragma once

#include "absl/status/status.h"
#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::submission {

// Whether the verdict and the explanations of a revision allow that it is submitted.
// FAILED_PRECONDITION REPORT_HAS_ERRORS with a violation for each error; WARNINGS_UNEXPLAINED with one for each warning
// without an explanation, or with one that was refused; metadata "refusedCount" tells how many were.
absl::Status CheckSubmittable(const v1::Revision& revision);

// The same for a submitted revision that is to be accepted.
absl::Status CheckAcceptable(const v1::Revision& revision);

}  // namespace nianbao::submission
