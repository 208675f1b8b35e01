// Whether a request can be judged at all.
#pragma once

#include "absl/status/status.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::validation::domain {

// INVALID_ARGUMENT FIELD_INVALID without a report or with a date that is none; PRIOR_MISMATCH when a prior report is
// not of the year before, or of another scope.
absl::Status CheckRequest(const v1::ValidateReportRequest& request);

}  // namespace nianbao::validation::domain
