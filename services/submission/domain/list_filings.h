// Filings by name, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID for a page size that is none and an unknown path of
// read_mask.
absl::StatusOr<v1::ListFilingsResponse> ListFilings(const StoreReader& store, const v1::ListFilingsRequest& request);

}  // namespace nianbao::submission
