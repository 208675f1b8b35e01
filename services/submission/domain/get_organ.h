// One organ.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<directory::v1::GetOrganResponse> GetOrgan(const StoreReader& store,
                                                         const directory::v1::GetOrganRequest& request);

}  // namespace nianbao::submission
