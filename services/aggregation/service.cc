#include "services/aggregation/service.h"

#include <utility>
#include <vector>

#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/peer/event_feed.h"
#include "services/aggregation/rpc/aggregation_service.h"
#include "services/aggregation/rpc/pulse.h"

namespace nianbao::aggregation {
namespace {

constexpr int kReadThreads = 8;
constexpr size_t kReadQueueMax = 1024;
// A read that waits for its min_sequence holds a thread. The other half is for those that need not wait.
constexpr int kWaitingReadsMax = kReadThreads / 2;
constexpr int kStreamThreads = 2;

class HostedAggregation final : public rpc::HostedService {
 public:
  explicit HostedAggregation(AggregationConfig config)
      : submission_(std::move(config.submission)),
        service_(totals_, {.read = config.read_patience, .watch = config.watch_patience}, pool_, hub_),
        feed_(totals_, [this] { hub_.KickAll(); }),
        pulse_(config.watch_patience / 2, [this] { hub_.KickAll(); }) {}

  std::vector<grpc::Service*> services() override { return {&service_}; }
  void Start() override { feed_.Start(submission_()); }
  void Stop() override {
    feed_.Stop();
    hub_.EndAll();
  }

 private:
  const rpc::ChannelSource submission_;
  LiveTotals totals_{kWaitingReadsMax};
  rpc::StreamHub hub_{kStreamThreads};
  rpc::WorkerPool pool_{kReadThreads, {.tasks = kReadQueueMax}};
  AggregationService service_;
  EventFeed feed_;
  // So that streams whose totals do not move notice that their patience has run out.
  const Pulse pulse_;
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeAggregationService(AggregationConfig config) {
  return std::make_unique<HostedAggregation>(std::move(config));
}

}  // namespace nianbao::aggregation
