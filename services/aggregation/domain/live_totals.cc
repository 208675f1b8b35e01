#include "services/aggregation/domain/live_totals.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/not_caught_up.h"

namespace nianbao::aggregation {

LiveTotals::LiveTotals(const std::vector<std::string>& mounts, int waiting_max)
    : waiting_max_(waiting_max), engine_(mounts), feeds_(mounts.size()) {}

void LiveTotals::Begin(int source, const std::string& log_id) {
  absl::MutexLock lock(&mutex_);
  engine_.Begin(source, log_id);
  ++epoch_;
  ++rights_version_;
  feeds_[source].begun = true;
  feeds_[source].serve_from = kNever;
}

void LiveTotals::ServeFrom(int source, int64_t sequence) {
  absl::MutexLock lock(&mutex_);
  Feed& feed = feeds_[source];
  if (feed.serve_from == kNever || !feed.failure.ok()) feed.serve_from = sequence;
}

absl::Status LiveTotals::Apply(int source, const submission::v1::WatchEventsResponse& batch) {
  absl::MutexLock lock(&mutex_);
  Feed& feed = feeds_[source];
  if (!feed.begun || batch.token().log_id() != engine_.facts().Log(source)->position().log_id()) {
    return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED",
                         absl::StrCat("token.log_id: got ", batch.token().log_id(), ", want the log begun"));
  }
  const absl::Status taken = TakeIn(source, batch);
  if (!taken.ok()) {
    feed.failure = taken;
  } else if (Reached(source) >= feed.serve_from) {
    feed.failure = absl::OkStatus();
  }
  return taken;
}

absl::Status LiveTotals::TakeIn(int source, const submission::v1::WatchEventsResponse& batch) {
  try {
    for (const submission::v1::EventRecord& record : batch.records()) {
      RETURN_IF_ERROR(engine_.Apply(source, record));
      if (record.event().has_organ() || record.event().has_grant()) ++rights_version_;
    }
  } catch (...) {
    // Half an event may be in: not to be read.
    feeds_[source].begun = false;
    throw;
  }
  return absl::OkStatus();
}

void LiveTotals::Fail(int source, const absl::Status& error) {
  absl::MutexLock lock(&mutex_);
  feeds_[source].failure = error;
}

bool LiveTotals::HasFailed(int source) const {
  absl::ReaderMutexLock lock(&mutex_);
  return !feeds_[source].failure.ok();
}

std::optional<submission::v1::EventToken> LiveTotals::position(int source) const {
  absl::ReaderMutexLock lock(&mutex_);
  if (!feeds_[source].begun) return std::nullopt;
  return engine_.facts().Log(source)->position();
}

absl::Status LiveTotals::Read(const Freshness& wanted, absl::Duration patience, Reader read) const {
  absl::ReaderMutexLock lock(&mutex_);
  if (wanted.min_sequence > 0 && feeds_.size() > 1) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         "min_sequence: got one, want none where several logs are summed")
        .Field("min_sequence", "want none where several logs are summed")
        .Chinese("此处汇总多份事件日志，不能只给一个序号。");
  }
  if (!IsSettled(wanted) && !WaitUntilSettled(wanted, patience)) return TooEarly(wanted);
  for (const Feed& feed : feeds_) RETURN_IF_ERROR(feed.failure);
  return read(engine_, epoch_);
}

absl::Status LiveTotals::LookAtFacts(absl::FunctionRef<void(const Facts&)> look) const {
  absl::ReaderMutexLock lock(&mutex_);
  for (int source = 0; source < static_cast<int>(feeds_.size()); ++source) {
    if (Reached(source) < feeds_[source].serve_from) {
      return NotCaughtUp("totals: an event feed has not been read to its end yet, retry later", Reached(source), 0);
    }
  }
  look(engine_.facts());
  return absl::OkStatus();
}

bool LiveTotals::HasAnyFailed() const {
  return std::any_of(feeds_.begin(), feeds_.end(), [](const Feed& feed) { return !feed.failure.ok(); });
}

bool LiveTotals::IsSettled(const Freshness& wanted) const {
  if (HasAnyFailed()) return true;
  for (int source = 0; source < static_cast<int>(feeds_.size()); ++source) {
    if (!feeds_[source].begun || !IsWhole(source) || Reached(source) < Wanted(source, wanted)) return false;
  }
  return true;
}

int64_t LiveTotals::Wanted(int source, const Freshness& wanted) const {
  int64_t sequence = std::max(wanted.min_sequence, feeds_[source].serve_from);
  for (const submission::v1::EventToken& token : wanted.position.sources()) {
    if (feeds_[source].begun && token.log_id() == engine_.facts().Log(source)->position().log_id()) {
      sequence = std::max(sequence, token.sequence());
    }
  }
  return sequence;
}

int64_t LiveTotals::Reached(int source) const {
  return feeds_[source].begun ? engine_.facts().Log(source)->position().sequence() : 0;
}

bool LiveTotals::IsWhole(int source) const { return engine_.facts().Log(source)->whole(); }

bool LiveTotals::WaitUntilSettled(const Freshness& wanted, absl::Duration patience) const {
  if (patience <= absl::ZeroDuration()) return false;
  const auto settled = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return IsSettled(wanted); };
  const bool admitted = waiting_.fetch_add(1) < waiting_max_;
  const bool reached = admitted && mutex_.AwaitWithTimeout(absl::Condition(&settled), patience);
  waiting_.fetch_sub(1);
  return reached;
}

absl::Status LiveTotals::TooEarly(const Freshness& wanted) const {
  for (int source = 0; source < static_cast<int>(feeds_.size()); ++source) {
    if (feeds_[source].serve_from == kNever) {
      return NotCaughtUp("totals: an event feed has not been reached yet, retry later", Reached(source),
                         wanted.min_sequence);
    }
    if (Reached(source) >= Wanted(source, wanted) && IsWhole(source)) continue;
    return NotCaughtUp(
        absl::StrCat("totals: got them as of event ", Reached(source), ", want event ", Wanted(source, wanted)),
        Reached(source), Wanted(source, wanted));
  }
  return NotCaughtUp("totals: they were behind a moment ago, retry", 0, wanted.min_sequence);
}

}  // namespace nianbao::aggregation
