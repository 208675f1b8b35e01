// Explanations that a reviewer does not take.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include "absl/status/status.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {

using ExplanationRefusals = google::protobuf::RepeatedPtrField<v1::ExplanationRefusal>;

// Adds an error for too many refusals, and for one without finding or reason or with too long a reason.
void CheckRefusals(const ExplanationRefusals& refusals, FieldErrors& errors);

// Marks the explanations that the refusals mean. INVALID_ARGUMENT FIELD_INVALID for one that means none.
absl::Status RefuseExplanations(const ExplanationRefusals& refusals, v1::Revision& revision);

}  // namespace nianbao::submission
