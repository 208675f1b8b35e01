// The organs of a subtree, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN; INVALID_ARGUMENT FIELD_INVALID for a page size or token that is none.
absl::StatusOr<directory::v1::ListOrgansResponse> ListOrgans(const StoreReader& store,
                                                             const directory::v1::ListOrgansRequest& request);

}  // namespace nianbao::submission
