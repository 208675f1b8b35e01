#include "services/submission/service.h"

#include <atomic>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "libs/rpc/load_metrics.h"
#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "libs/rulebook/delivered.h"
#include "libs/signature/key_file.h"
#include "libs/status/try.h"
#include "libs/steady/pulse.h"
#include "services/submission/domain/adopt_rulebook.h"
#include "services/submission/domain/turn_day.h"
#include "services/submission/peer/head_publisher.h"
#include "services/submission/peer/validation_peer.h"
#include "services/submission/rpc/directory_service.h"
#include "services/submission/rpc/event_service.h"
#include "services/submission/rpc/grant_service.h"
#include "services/submission/rpc/nonce_service.h"
#include "services/submission/rpc/review_service.h"
#include "services/submission/rpc/rulebook_service.h"
#include "services/submission/rpc/store_rights.h"
#include "services/submission/rpc/submission_service.h"
#include "services/submission/rpc/subtree_lanes.h"
#include "services/submission/store_place.h"
#include "services/submission/submission_metrics.h"

namespace nianbao::submission {
namespace {

// Threads that answer reads.
constexpr int kReadThreads = 4;
// Threads that make the messages of the streams of events.
constexpr int kStreamThreads = 2;
// Threads that carry out what comes over streams of submissions, and how many of these may be open: together their
// requests may hold 768 MB.
constexpr int kBatchStreamThreads = 32;
constexpr size_t kBatchStreamsMax = 8;
// Submissions in one change take long and much memory, so one such batch is decided at a time and few wait.
constexpr int kBatchThreads = 1;
constexpr size_t kBatchQueueMax = 8;
// Threads that use up nonces, which one connection writes. They are not for changes to wait behind, nor behind changes.
constexpr int kNonceThreads = 2;
constexpr size_t kNoncesWaitingMax = 1024;
constexpr size_t kReadsWaitingMax = 1024;
// Changes of the roster come about on their day.
constexpr absl::Duration kTurnDayEvery = absl::Minutes(1);
constexpr absl::Duration kBeatEvery = absl::Seconds(5);
constexpr char kHeadFile[] = "heads.jsonl";

absl::StatusOr<HeadPublication> HeadPublicationOf(const SubmissionConfig& config) {
  HeadPublication publication;
  publication.every = config.head_every;
  publication.file = config.head_file;
  if (publication.file.empty() && config.database.empty()) {
    publication.file = (std::filesystem::path(config.data_dir) / kHeadFile).string();
  }
  ASSIGN_OR_RETURN(publication.key, signature::SigningKeyIn(config.head_key));
  return publication;
}

class HostedSubmission final : public rpc::HostedService {
 public:
  HostedSubmission(SubmissionConfig config, OpenedStore opened, HeadPublication heads)
      : validation_source_(std::move(config.validation)),
        lock_(std::move(opened.lock)),
        store_(std::move(opened.store)),
        validation_(config.validation_patience),
        hub_(kStreamThreads),
        batch_streams_(kBatchStreamThreads, kBatchStreamsMax),
        lanes_(*store_),
        changes_(kChangesAtATime, config.changes_waiting),
        reads_(kReadThreads, {.tasks = kReadsWaitingMax}),
        batches_(kBatchThreads, {.tasks = kBatchQueueMax}),
        nonce_uses_(kNonceThreads, {.tasks = kNoncesWaitingMax}),
        directory_({*store_, validation_, clock_}, changes_, reads_),
        grants_({*store_, validation_, clock_}, changes_, reads_),
        submission_({*store_, validation_, clock_}, lanes_, changes_, reads_, batch_streams_, batches_),
        review_({*store_, validation_, clock_}, lanes_, changes_, reads_),
        rulebooks_({*store_, validation_, clock_}, changes_, reads_),
        events_(*store_, reads_, hub_),
        nonces_(*store_, clock_, nonce_uses_),
        rights_(*store_),
        after_commits_(store_->Subscribe([this](int64_t sequence) {
          head_ = sequence;
          rights_.Advance(sequence);
          hub_.KickAll();
          lanes_.Refresh(reads_);
        })),
        heads_(std::move(heads), *store_, clock_),
        // What fails is tried again a period later.
        turn_day_(kTurnDayEvery, [this] { TurnDay(*store_, clock_).IgnoreError(); }),
        beat_(kBeatEvery, [this] { events_.Beat(); }) {
    lanes_.Refresh(reads_);
    // Unless a commit was faster.
    int64_t unknown = 0;
    if (const auto head = store_->Head(); head.ok()) head_.compare_exchange_strong(unknown, head->sequence());
  }

  std::vector<rpc::OfferedService> services() override {
    return {{&directory_, directory::v1::DirectoryService::service_full_name()},
            {&grants_, directory::v1::GrantService::service_full_name()},
            {&submission_, v1::SubmissionService::service_full_name()},
            {&review_, v1::ReviewService::service_full_name()},
            {&rulebooks_, v1::RulebookService::service_full_name()},
            {&events_, v1::EventService::service_full_name()},
            {&nonces_, identity::v1::NonceService::service_full_name()}};
  }
  const access::Rights* rights() const override { return &rights_; }
  void Start() override { validation_.Connect(validation_source_()); }
  void Stop() override {
    hub_.EndAll();
    batch_streams_.EndAll();
  }
  std::vector<prometheus::MetricFamily> Metrics() const override {
    auto families =
        rpc::LoadMetrics({{"changes", &changes_}, {"reads", &reads_}, {"batches", &batches_}, {"nonces", &nonce_uses_}},
                         {{"WatchEvents", &hub_}, {"BatchSubmit", &batch_streams_}});
    for (auto& family : SubmissionMetrics(store_->commit_metrics(), head_, heads_)) {
      families.push_back(std::move(family));
    }
    return families;
  }

 private:
  const rpc::ChannelSource validation_source_;
  const std::optional<FolderLock> lock_;
  const std::unique_ptr<SqlStore> store_;
  ValidationPeer validation_;
  const SystemClock clock_;
  // Sequence of the last event that is known; 0 when none is.
  std::atomic<int64_t> head_ = 0;
  rpc::StreamHub hub_;
  rpc::StreamHub batch_streams_;
  SubtreeLanes lanes_;
  rpc::WorkerPool changes_;
  rpc::WorkerPool reads_;
  rpc::WorkerPool batches_;
  rpc::WorkerPool nonce_uses_;
  DirectoryService directory_;
  GrantService grants_;
  SubmissionService submission_;
  ReviewService review_;
  RulebookService rulebooks_;
  EventService events_;
  NonceService nonces_;
  StoreRights rights_;
  const std::unique_ptr<Subscription> after_commits_;
  HeadPublisher heads_;
  steady::Pulse turn_day_;
  steady::Pulse beat_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::HostedService>> MakeSubmissionService(SubmissionConfig config) {
  ASSIGN_OR_RETURN(HeadPublication heads, HeadPublicationOf(config));
  ASSIGN_OR_RETURN(OpenedStore opened, OpenStore({config.data_dir, config.database}));
  RETURN_IF_ERROR(AdoptRulebook(*opened.store, SystemClock(), rulebook::Delivered().source));
  RETURN_IF_ERROR(TurnDay(*opened.store, SystemClock()));
  return std::make_unique<HostedSubmission>(std::move(config), std::move(opened), std::move(heads));
}

}  // namespace nianbao::submission
