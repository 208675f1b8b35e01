// The totals that one thread feeds and many read.
#pragma once

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
  // Forgets everything and starts at the beginning of a log.
  void Begin(const std::string& log_id);
  // Readers wait for this event, the end of the log when it was opened. Only the first call after Begin counts.
  void ServeFrom(int64_t sequence);
  // Takes in a batch. An error of Engine::Apply leaves the events before the bad one in. FAILED_PRECONDITION
  // LOG_CHANGED when the batch is of another log than the one begun.
  absl::Status Apply(const submission::v1::WatchEventsResponse& batch);
  // Refuses reads with this error until the next Begin.
  void Fail(const absl::Status& error);

  // The position reached; nullopt before the first Begin.
  std::optional<submission::v1::EventToken> position() const;

  // Calls `read` with totals that reflect at least min_sequence; waits for them for at most `patience`.
  // Returns what `read` returns, or UNAVAILABLE NOT_CAUGHT_UP with RetryInfo, or the error given to Fail.
  absl::Status Read(int64_t min_sequence, absl::Duration patience,
                    absl::FunctionRef<absl::Status(const Engine&)> read) const;

 private:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  absl::Status NotCaughtUp(int64_t min_sequence) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  std::optional<Engine> engine_ ABSL_GUARDED_BY(mutex_);
  int64_t serve_from_ ABSL_GUARDED_BY(mutex_) = kNever;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregation
