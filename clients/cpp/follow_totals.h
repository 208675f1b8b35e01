// Totals as they move, over breaks of the connection.
#pragma once

#include <functional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/rpc/client_call.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::client {

// What to do about a stream that broke.
struct OnBreak {
  absl::Duration pause = absl::Seconds(1);
  // Told of each break, before the pause.
  std::function<void(const absl::Status& why)> tell = [](const absl::Status&) {};
};

// Gives every whole step of WatchAggregates to `take`, until that returns false: OK then. A stream that breaks, or that
// the server ends since its reader did not keep up, is opened again where it ended, so that nothing is told twice and
// nothing is left out. Any other error ends it. options.timeout is not looked at: a stream has no end.
absl::Status FollowTotals(aggregation::v1::AggregationService::Stub& service, const rpc::CallOptions& options,
                          aggregation::v1::WatchAggregatesRequest request,
                          absl::FunctionRef<bool(const aggregation::v1::WatchAggregatesResponse& step)> take,
                          const OnBreak& on_break = {});

}  // namespace nianbao::client
