// One filing with its reports.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND FILING_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID for a malformed name and an unknown path of read_mask.
absl::StatusOr<v1::GetFilingResponse> GetFiling(const StoreReader& store, const v1::GetFilingRequest& request);

}  // namespace nianbao::submission
