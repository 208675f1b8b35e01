// GetProof: what shows that a report is inside the total of a sealed node.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/proof/sealed_trees.h"

namespace nianbao::aggregation {

// As of the moment of the seal. Waits for min_sequence for at most `patience`. Errors as the method's comment in the
// proto says, and INTERNAL SIGNATURE_FAILED.
absl::StatusOr<v1::GetProofResponse> GetProof(const LiveTotals& totals, SealedTrees& trees, absl::Duration patience,
                                              const v1::GetProofRequest& request);

}  // namespace nianbao::aggregation
