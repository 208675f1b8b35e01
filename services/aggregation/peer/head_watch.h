// How far the totals are behind a log.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/steady/pulse.h"
#include "libs/steady/steady_now.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Asks the source of a log again and again where it ends, apart from the feed: a feed that hangs does not know that it
// does. Thread-safe.
class HeadWatch {
 public:
  // totals and clock must outlive it.
  HeadWatch(const LiveTotals& totals, int source, std::function<absl::Time()> clock = steady::Now)
      : totals_(totals), source_(source), clock_(std::move(clock)), level_at_(clock_()) {}
  ~HeadWatch() { Stop(); }

  // Begins to ask every `every`. Called at most once.
  void Start(const std::shared_ptr<grpc::Channel>& channel, absl::Duration every);
  void Stop();

  // Asks once.
  void Look();

  struct Lag {
    // Events that the source is known to have and the totals do not.
    int64_t events = 0;
    // Since the totals were last known to have all that the source has, which an absent source leaves open.
    absl::Duration time;
  };
  Lag lag() const;

 private:
  int64_t Reached() const;
  // The last moment at which the totals had all.
  absl::Time LevelAt() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const LiveTotals& totals_;
  const int source_;
  const std::function<absl::Time()> clock_;
  std::unique_ptr<submission::v1::EventService::Stub> stub_;

  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;
  // The end of the log, and when it was asked for; nullopt before the first answer.
  std::optional<int64_t> head_ ABSL_GUARDED_BY(mutex_);
  absl::Time asked_at_ ABSL_GUARDED_BY(mutex_);
  absl::Time level_at_ ABSL_GUARDED_BY(mutex_);
  std::optional<steady::Pulse> pulse_;
};

}  // namespace nianbao::aggregation
