#include "services/aggregation/domain/live_totals.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/not_caught_up.h"

namespace nianbao::aggregation {

void LiveTotals::Begin(const std::string& log_id) {
  absl::MutexLock lock(&mutex_);
  engine_.emplace(log_id);
  ++epoch_;
  serve_from_ = kNever;
}

void LiveTotals::ServeFrom(int64_t sequence) {
  absl::MutexLock lock(&mutex_);
  if (serve_from_ == kNever || !failure_.ok()) serve_from_ = sequence;
}

absl::Status LiveTotals::Apply(const submission::v1::WatchEventsResponse& batch) {
  absl::MutexLock lock(&mutex_);
  if (!engine_.has_value() || batch.token().log_id() != engine_->position().log_id()) {
    return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED",
                         absl::StrCat("token.log_id: got ", batch.token().log_id(), ", want the log begun"));
  }
  const absl::Status taken = TakeIn(batch);
  if (!taken.ok()) {
    failure_ = taken;
  } else if (engine_->position().sequence() >= serve_from_) {
    failure_ = absl::OkStatus();
  }
  return taken;
}

absl::Status LiveTotals::TakeIn(const submission::v1::WatchEventsResponse& batch) {
  try {
    for (const submission::v1::EventRecord& record : batch.records()) RETURN_IF_ERROR(engine_->Apply(record));
  } catch (...) {
    // Half an event may be in: not to be read.
    engine_.reset();
    throw;
  }
  return absl::OkStatus();
}

void LiveTotals::Fail(const absl::Status& error) {
  absl::MutexLock lock(&mutex_);
  failure_ = error;
}

std::optional<submission::v1::EventToken> LiveTotals::position() const {
  absl::ReaderMutexLock lock(&mutex_);
  if (!engine_.has_value()) return std::nullopt;
  return engine_->position();
}

absl::Status LiveTotals::Read(int64_t min_sequence, absl::Duration patience, Reader read) const {
  absl::ReaderMutexLock lock(&mutex_);
  if (!IsSettled(min_sequence) && !WaitUntilSettled(min_sequence, patience)) return TooEarly(min_sequence);
  if (!failure_.ok()) return failure_;
  return read(*engine_, epoch_);
}

bool LiveTotals::IsSettled(int64_t min_sequence) const {
  if (!failure_.ok()) return true;
  return engine_.has_value() && engine_->position().sequence() >= std::max(min_sequence, serve_from_);
}

bool LiveTotals::WaitUntilSettled(int64_t min_sequence, absl::Duration patience) const {
  if (patience <= absl::ZeroDuration()) return false;
  const auto settled = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return IsSettled(min_sequence); };
  const bool admitted = waiting_.fetch_add(1) < waiting_max_;
  const bool reached = admitted && mutex_.AwaitWithTimeout(absl::Condition(&settled), patience);
  waiting_.fetch_sub(1);
  return reached;
}

absl::Status LiveTotals::TooEarly(int64_t min_sequence) const {
  const int64_t reached = engine_.has_value() ? engine_->position().sequence() : 0;
  if (serve_from_ == kNever) {
    return NotCaughtUp("totals: the event feed has not been reached yet, retry later", reached, min_sequence);
  }
  return NotCaughtUp(absl::StrCat("min_sequence: got totals as of event ", reached, ", want event ",
                                  std::max(min_sequence, serve_from_)),
                     reached, min_sequence);
}

}  // namespace nianbao::aggregation
