// Who is overdue, and whom to call.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.ListOverdue.
absl::StatusOr<directory::v1::ListOverdueResponse> ListOverdue(const StoreReader& store, const Clock& clock,
                                                               const directory::v1::ListOverdueRequest& request);

}  // namespace nianbao::submission
