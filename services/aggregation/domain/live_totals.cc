#include "services/aggregation/domain/live_totals.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::aggregation {
namespace {

constexpr absl::Duration kRetryDelay = absl::Seconds(1);

}  // namespace

void LiveTotals::Begin(const std::string& log_id) {
  absl::MutexLock lock(&mutex_);
  engine_.emplace(log_id);
  serve_from_ = kNever;
  failure_ = absl::OkStatus();
}

void LiveTotals::ServeFrom(int64_t sequence) {
  absl::MutexLock lock(&mutex_);
  if (serve_from_ == kNever) serve_from_ = sequence;
}

absl::Status LiveTotals::Apply(const submission::v1::WatchEventsResponse& batch) {
  absl::MutexLock lock(&mutex_);
  if (!engine_.has_value() || batch.token().log_id() != engine_->position().log_id()) {
    return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED",
                         absl::StrCat("token.log_id: got ", batch.token().log_id(), ", want the log begun"));
  }
  for (const submission::v1::EventRecord& record : batch.records()) RETURN_IF_ERROR(engine_->Apply(record));
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

absl::Status LiveTotals::Read(int64_t min_sequence, absl::Duration patience,
                              absl::FunctionRef<absl::Status(const Engine&)> read) const {
  absl::ReaderMutexLock lock(&mutex_);
  const auto settled = [this, min_sequence]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    if (!failure_.ok()) return true;
    return engine_.has_value() && engine_->position().sequence() >= std::max(min_sequence, serve_from_);
  };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&settled), patience)) return NotCaughtUp(min_sequence);
  if (!failure_.ok()) return failure_;
  return read(*engine_);
}

absl::Status LiveTotals::NotCaughtUp(int64_t min_sequence) const {
  const int64_t reached = engine_.has_value() ? engine_->position().sequence() : 0;
  status::Error error(absl::StatusCode::kUnavailable, "NOT_CAUGHT_UP",
                      serve_from_ == kNever
                          ? std::string("totals: the event feed has not been reached yet, retry later")
                          : absl::StrCat("min_sequence: got totals as of event ", reached, ", want event ",
                                         std::max(min_sequence, serve_from_)));
  return error.Meta("sequence", absl::StrCat(reached))
      .Meta("minSequence", absl::StrCat(min_sequence))
      .RetryAfter(kRetryDelay)
      .Chinese("汇总数据尚未更新到所要求的位置，请稍后重试。");
}

}  // namespace nianbao::aggregation
