// The deadlines of a year, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The contract is that of directory.v1.DirectoryService.ListDeadlines.
absl::StatusOr<directory::v1::ListDeadlinesResponse> ListDeadlines(const StoreReader& store,
                                                                   const directory::v1::ListDeadlinesRequest& request);

}  // namespace nianbao::submission
