#include "services/aggregation/service.h"

#include <utility>
#include <vector>

#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/peer/event_feed.h"
#include "services/aggregation/rpc/aggregation_service.h"

namespace nianbao::aggregation {
namespace {

constexpr size_t kReadQueueMax = 1024;

class HostedAggregation final : public rpc::HostedService {
 public:
  explicit HostedAggregation(AggregationConfig config)
      : submission_(std::move(config.submission)),
        hub_(config.stream_threads),
        pool_(config.read_threads, kReadQueueMax),
        service_(totals_, config.read_patience, pool_, hub_),
        feed_(totals_, [this] { hub_.KickAll(); }) {}

  std::vector<grpc::Service*> services() override { return {&service_}; }
  void Start() override { feed_.Start(submission_()); }
  void Stop() override {
    feed_.Stop();
    hub_.EndAll();
  }

 private:
  const rpc::ChannelSource submission_;
  LiveTotals totals_;
  rpc::StreamHub hub_;
  rpc::WorkerPool pool_;
  AggregationService service_;
  EventFeed feed_;
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeAggregationService(AggregationConfig config) {
  return std::make_unique<HostedAggregation>(std::move(config));
}

}  // namespace nianbao::aggregation
