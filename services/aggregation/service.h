// The aggregation service: exact totals of every node, from event feeds and nothing else.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/rpc/hosted_service.h"
#include "libs/signature/sm2.h"
#include "libs/steady/steady_now.h"

namespace nianbao::aggregation {

// A submission service whose events are summed. It need not be there yet.
struct AggregationSource {
  rpc::ChannelSource submission;
  // Resource name of the node of another source below which the tops of its trees hang; "" when they stand alone.
  std::string mount{};
};

struct AggregationConfig {
  // One or several. No organ is in two of them.
  std::vector<AggregationSource> sources;
  // Signs the totals of sealed nodes; nullptr: they are not signed.
  std::shared_ptr<const signature::Sm2Key> signing_key = nullptr;
  // How long a read waits for its min_sequence before it is told to come again.
  absl::Duration read_patience = absl::Seconds(5);
  // How long a stream whose reader is ahead of the totals waits before it is ended.
  absl::Duration watch_patience = absl::Seconds(10);
  // Between two looks of the streams at the totals.
  absl::Duration watch_beat = absl::Milliseconds(200);
  // How long the reader of a stream may leave a message lying before the stream is ended.
  absl::Duration reader_patience = absl::Seconds(60);
  // By which patience and pauses of streams are measured. The beat is not.
  std::function<absl::Time()> clock = steady::Now;
};

std::unique_ptr<rpc::HostedService> MakeAggregationService(AggregationConfig config);

}  // namespace nianbao::aggregation
