// The revisions of a filing, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND FILING_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID for a malformed name, for a page size or token that is none,
// and for an unknown path of read_mask.
absl::StatusOr<v1::ListRevisionsResponse> ListRevisions(const StoreReader& store,
                                                        const v1::ListRevisionsRequest& request);

}  // namespace nianbao::submission
