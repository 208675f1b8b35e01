// What waits for the reviewing office.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// NOT_FOUND ORGAN_UNKNOWN.
absl::StatusOr<v1::ListReviewQueueResponse> ListReviewQueue(const StoreReader& store,
                                                            const v1::ListReviewQueueRequest& request);

}  // namespace nianbao::submission
