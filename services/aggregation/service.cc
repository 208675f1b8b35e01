#include "services/aggregation/service.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/rpc/load_metrics.h"
#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "libs/steady/pulse.h"
#include "services/aggregation/aggregation_metrics.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/proof/sealed_trees.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "services/aggregation/peer/event_feed.h"
#include "services/aggregation/peer/head_watch.h"
#include "services/aggregation/rpc/aggregation_service.h"
#include "services/aggregation/rpc/totals_rights.h"

namespace nianbao::aggregation {
namespace {

constexpr int kReadThreads = 8;
constexpr size_t kReadQueueMax = 1024;
// A read that waits for its min_sequence holds a thread. The other half is for those that need not wait.
constexpr int kWaitingReadsMax = kReadThreads / 2;
constexpr int kProofThreads = 2;
constexpr size_t kProofQueueMax = 256;
constexpr int kStreamThreads = 2;
constexpr absl::Duration kHeadWatchEvery = absl::Seconds(5);
// Of some 20 KB each.
constexpr size_t kStreamsMax = 20'000;

std::vector<std::string> MountsOf(const std::vector<AggregationSource>& sources) {
  std::vector<std::string> mounts;
  for (const AggregationSource& source : sources) mounts.push_back(source.mount);
  return mounts;
}

class HostedAggregation final : public rpc::HostedService {
 public:
  explicit HostedAggregation(AggregationConfig config)
      : sources_(std::move(config.sources)),
        totals_(MountsOf(sources_), kWaitingReadsMax),
        trees_(std::move(config.signing_key)),
        watched_(totals_, {.patience = config.watch_patience, .beat = config.watch_beat, .clock = config.clock}),
        hub_(kStreamThreads, kStreamsMax, {.time = config.reader_patience, .clock = config.clock}),
        service_(totals_, trees_, config.read_patience, watched_, pool_, proof_pool_, hub_),
        pulse_(config.watch_beat, [this] {
          watched_.Look();
          hub_.FanOut();
        }) {
    for (int source = 0; source < static_cast<int>(sources_.size()); ++source) {
      // Streams look at a beat, however often the totals move.
      feeds_.push_back(std::make_unique<EventFeed>(totals_, source, [this] { TellWhenReady(); }));
      heads_.push_back(std::make_unique<HeadWatch>(totals_, source));
    }
  }

  std::vector<rpc::OfferedService> services() override {
    return {{&service_, v1::AggregationService::service_full_name()}};
  }
  const access::Rights* rights() const override { return &rights_; }
  void Start() override {
    for (size_t i = 0; i < feeds_.size(); ++i) {
      const auto channel = sources_[i].submission();
      feeds_[i]->Start(channel);
      heads_[i]->Start(channel, kHeadWatchEvery);
    }
  }
  void WhenReady(std::function<void()> ready) override {
    {
      absl::MutexLock lock(&mutex_);
      ready_ = std::move(ready);
    }
    TellWhenReady();
  }
  void Stop() override {
    for (const auto& head : heads_) head->Stop();
    for (const auto& feed : feeds_) feed->Stop();
    hub_.EndAll();
  }
  std::vector<prometheus::MetricFamily> Metrics() const override {
    auto families = rpc::LoadMetrics({{"reads", &pool_}, {"proofs", &proof_pool_}}, {{"WatchAggregates", &hub_}});
    for (auto& family : AggregationMetrics(totals_, watched_, heads_, absl::Now())) {
      families.push_back(std::move(family));
    }
    return families;
  }

 private:
  // Before the logs have been read no question has an answer.
  void TellWhenReady() {
    if (told_ || !totals_.LookAtFacts([](const Facts&) {}).ok()) return;
    std::function<void()> ready;
    {
      absl::MutexLock lock(&mutex_);
      ready.swap(ready_);
    }
    if (ready == nullptr) return;
    told_ = true;
    ready();
  }

  const std::vector<AggregationSource> sources_;
  LiveTotals totals_;
  const TotalsRights rights_{totals_};
  SealedTrees trees_;
  WatchHubs watched_;
  rpc::StreamHub hub_;
  rpc::WorkerPool pool_{kReadThreads, {.tasks = kReadQueueMax}};
  rpc::WorkerPool proof_pool_{kProofThreads, {.tasks = kProofQueueMax}};
  AggregationService service_;
  std::atomic<bool> told_ = false;
  absl::Mutex mutex_;
  std::function<void()> ready_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<EventFeed>> feeds_;
  std::vector<std::unique_ptr<HeadWatch>> heads_;
  const steady::Pulse pulse_;
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeAggregationService(AggregationConfig config) {
  return std::make_unique<HostedAggregation>(std::move(config));
}

}  // namespace nianbao::aggregation
