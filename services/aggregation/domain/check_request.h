// What a request for totals must look like.
#pragma once

#include "absl/status/status.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"

namespace nianbao::aggregation {

// INVALID_ARGUMENT FIELD_INVALID with a violation for each bad field: a node that is no organs/{id}, a year outside
// 2021 to 2100, a negative min_sequence.
absl::Status CheckRequest(const v1::GetAggregateRequest& request);
absl::Status CheckRequest(const v1::ListChildAggregatesRequest& request);
// The same for nodes and year; and no node, or more than 1000.
absl::Status CheckRequest(const v1::WatchAggregatesRequest& request);

}  // namespace nianbao::aggregation
