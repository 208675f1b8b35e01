#include "services/submission/domain/get_organ.h"

#include "libs/status/try.h"
#include "services/submission/domain/organ_read.h"

namespace nianbao::submission {

absl::StatusOr<directory::v1::GetOrganResponse> GetOrgan(const StoreReader& store,
                                                         const directory::v1::GetOrganRequest& request) {
  directory::v1::GetOrganResponse response;
  ASSIGN_OR_RETURN(*response.mutable_organ(), FindOrgan(store, request.name()));
  return response;
}

}  // namespace nianbao::submission
