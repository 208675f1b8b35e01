// LinkRoots: what leads from the total of an earlier seal to that of the one that stands.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/proof/sealed_trees.h"

namespace nianbao::aggregation {

// Without the events. Waits for min_sequence for at most `patience`. Errors as the method's comment in the proto says,
// and INTERNAL SIGNATURE_FAILED.
absl::StatusOr<v1::LinkRootsResponse> LinkRoots(const LiveTotals& totals, SealedTrees& trees, absl::Duration patience,
                                                const v1::LinkRootsRequest& request);

}  // namespace nianbao::aggregation
