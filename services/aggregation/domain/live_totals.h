// The totals that some threads feed and many read.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "services/aggregation/domain/engine.h"

namespace nianbao::aggregation {

// What the totals must reflect before they are read.
struct Freshness {
  // Of the one log that is summed; 0 for any.
  int64_t min_sequence = 0;
  // Of each log that it names.
  v1::Position position{};
};

// Totals of the logs in hand. Nothing is served between Begin and the moment where the events up to ServeFrom are in,
// nor in the middle of a change: totals of half a log would look like totals. Thread-safe.
class LiveTotals {
 public:
  // Looks at totals that stand still meanwhile. Totals of one epoch are of one history; those of another epoch may
  // differ even at the same position, since a log can be rewritten under its name.
  using Reader = absl::FunctionRef<absl::Status(const Engine& engine, int64_t epoch)>;

  // mounts: see Facts; one log when left out. At most waiting_max reads wait at a time; the others are told at once
  // that the totals have not caught up.
  explicit LiveTotals(const std::vector<std::string>& mounts = {""}, int waiting_max = std::numeric_limits<int>::max());

  // Forgets what the source said and starts at the beginning of a log, in a new epoch.
  void Begin(int source, const std::string& log_id);
  // Readers wait for this event, the end of the log when it was opened. After Begin or Fail the first call counts, and
  // those that follow while the failure lasts.
  void ServeFrom(int source, int64_t sequence);
  // Takes in a batch. On an error of Engine::Apply the events before the bad one are in, and reads fail with that error
  // as after Fail. FAILED_PRECONDITION LOG_CHANGED when the batch is of another log than the one begun. When it throws,
  // Begin must follow.
  absl::Status Apply(int source, const submission::v1::WatchEventsResponse& batch);
  // Refuses reads with this error until a batch is taken in that reaches the event of the next ServeFrom.
  void Fail(int source, const absl::Status& error);

  // Whether reads are refused because of this log.
  bool HasFailed(int source) const;

  // The position reached in this log; nullopt before the first Begin.
  std::optional<submission::v1::EventToken> position(int source) const;

  // Calls `read` with totals that are as fresh as wanted; waits for them for at most `patience`.
  // Returns what `read` returns, or UNAVAILABLE NOT_CAUGHT_UP with RetryInfo, or the error given to Fail, or
  // INVALID_ARGUMENT FIELD_INVALID for a min_sequence where several logs are summed.
  absl::Status Read(const Freshness& wanted, absl::Duration patience, Reader read) const;

  // Looks at the facts as they are, be it in the middle of a change: at who may do what, which no partial sum
  // falsifies. UNAVAILABLE NOT_CAUGHT_UP before all logs have been read to what was their end at the start.
  absl::Status LookAtFacts(absl::FunctionRef<void(const Facts&)> look) const;
  // Another number whenever it may have changed who may do what, or where organs stand.
  int64_t rights_version() const { return rights_version_; }

 private:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  struct Feed {
    bool begun = false;
    int64_t serve_from = kNever;
    absl::Status failure{};
  };

  absl::Status TakeIn(int source, const submission::v1::WatchEventsResponse& batch)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool HasAnyFailed() const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  bool IsSettled(const Freshness& wanted) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // The event that readers wait for in this log.
  int64_t Wanted(int source, const Freshness& wanted) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  int64_t Reached(int source) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  bool IsWhole(int source) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // Returns whether it is settled now.
  bool WaitUntilSettled(const Freshness& wanted, absl::Duration patience) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  absl::Status TooEarly(const Freshness& wanted) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  const int waiting_max_;
  mutable std::atomic<int> waiting_ = 0;
  std::atomic<int64_t> rights_version_ = 0;
  mutable absl::Mutex mutex_;
  Engine engine_ ABSL_GUARDED_BY(mutex_);
  std::vector<Feed> feeds_ ABSL_GUARDED_BY(mutex_);
  int64_t epoch_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace nianbao::aggregation
