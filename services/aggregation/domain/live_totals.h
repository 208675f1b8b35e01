// The totals that one thread feeds and many read.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "services/aggregation/domain/engine.h"

namespace nianbao::aggregation {

// Totals of the log in hand. Nothing is served between Begin and the moment where the events up to ServeFrom are in:
// totals of half a log would look like totals. Thread-safe.
class LiveTotals {
 public:
  // Looks at totals that stand still meanwhile. Totals of one epoch are of one history; those of another epoch may
  // differ even at the same position, since a log can be rewritten under its name.
  using Reader = absl::FunctionRef<absl::Status(const Engine& engine, int64_t epoch)>;

  // At most waiting_max reads wait at a time; the others are told at once that the totals have not caught up.
  explicit LiveTotals(int waiting_max = std::numeric_limits<int>::max()) : waiting_max_(waiting_max) {}

  // Forgets the totals and starts at the beginning of a log, in a new epoch.
  void Begin(const std::string& log_id);
  // Readers wait for this event, the end of the log when it was opened. After Begin or Fail the first call counts, and
  // those that follow while the failure lasts.
  void ServeFrom(int64_t sequence);
  // Takes in a batch. On an error of Engine::Apply the events before the bad one are in, and reads fail with that error
  // as after Fail. FAILED_PRECONDITION LOG_CHANGED when the batch is of another log than the one begun. When it throws,
  // Begin must follow.
  absl::Status Apply(const submission::v1::WatchEventsResponse& batch);
  // Refuses reads with this error until a batch is taken in that reaches the event of the next ServeFrom.
  void Fail(const absl::Status& error);

  // The position reached; nullopt before the first Begin.
  std::optional<submission::v1::EventToken> position() const;

  // Calls `read` with totals that reflect at least min_sequence; waits for them for at most `patience`.
  // Returns what `read` returns, or UNAVAILABLE NOT_CAUGHT_UP with RetryInfo, or the error given to Fail.
  absl::Status Read(int64_t min_sequence, absl::Duration patience, Reader read) const;

 private:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  absl::Status TakeIn(const submission::v1::WatchEventsResponse& batch) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool IsSettled(int64_t min_sequence) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // Returns whether it is settled now.
  bool WaitUntilSettled(int64_t min_sequence, absl::Duration patience) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  absl::Status TooEarly(int64_t min_sequence) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  const int waiting_max_;
  mutable std::atomic<int> waiting_ = 0;
  mutable absl::Mutex mutex_;
  std::optional<Engine> engine_ ABSL_GUARDED_BY(mutex_);
  int64_t epoch_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t serve_from_ ABSL_GUARDED_BY(mutex_) = kNever;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregation
