// 情况说明: the filer's explanations of warnings.
#pragma once

#include "absl/status/status.h"
#include "nianbao/submission/v1/submission_service.pb.h"

namespace nianbao::submission {

// INVALID_ARGUMENT FIELD_INVALID for too many explanations, and for one without finding or text or with too long a
// text.
absl::Status CheckExplanations(const v1::SubmitFilingRequest& request);

// Brings the explanations of a revision in line with its verdict: one given replaces the one kept of the same finding
// or joins those kept, and what explains no warning any more is dropped.
// INVALID_ARGUMENT FIELD_INVALID for one given of a finding that is no warning and was not explained before either.
absl::Status TakeExplanations(const v1::SubmitFilingRequest& request, v1::Revision& revision);

}  // namespace nianbao::submission
