// What is locked, page by page.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The contract is that of submission.v1.ReviewService.ListYearLocks.
absl::StatusOr<v1::ListYearLocksResponse> ListYearLocks(const StoreReader& store,
                                                        const v1::ListYearLocksRequest& request);

}  // namespace nianbao::submission
