// The aggregation service: exact totals of every node, from the event feed and nothing else.
#pragma once

#include <memory>

#include "absl/time/time.h"
#include "libs/rpc/hosted_service.h"

namespace nianbao::aggregation {

struct AggregationConfig {
  // The submission service, whose events are summed. It need not be there yet.
  rpc::ChannelSource submission;
  // How long a read waits for its min_sequence before it is told to come again.
  absl::Duration read_patience = absl::Seconds(5);
  // How long a stream whose reader is ahead of the totals waits before it is ended. It may take half as long again.
  absl::Duration watch_patience = absl::Seconds(10);
};

std::unique_ptr<rpc::HostedService> MakeAggregationService(AggregationConfig config);

}  // namespace nianbao::aggregation
