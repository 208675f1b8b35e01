// The aggregation service: exact totals of every node, from the event feed and nothing else.
#pragma once

#include <memory>

#include "absl/time/time.h"
#include "libs/rpc/hosted_service.h"

namespace nianbao::aggregation {

struct AggregationConfig {
  // The submission service, whose events are summed. It need not be there yet.
  rpc::ChannelSource submission;
  // Threads that answer reads; a read that waits for its min_sequence holds one.
  int read_threads = 8;
  // Threads that make the messages of the streams.
  int stream_threads = 2;
  // How long a read waits for its min_sequence before it is told to come again.
  absl::Duration read_patience = absl::Seconds(5);
};

std::unique_ptr<rpc::HostedService> MakeAggregationService(AggregationConfig config);

}  // namespace nianbao::aggregation
