#include "services/aggregation/peer/head_watch.h"

#include <algorithm>

namespace nianbao::aggregation {
namespace {

constexpr absl::Duration kTimeout = absl::Seconds(5);

}  // namespace

void HeadWatch::Start(const std::shared_ptr<grpc::Channel>& channel, absl::Duration every) {
  stub_ = submission::v1::EventService::NewStub(channel);
  pulse_.emplace(every, [this] { Look(); });
}

void HeadWatch::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
  }
  pulse_.reset();
}

void HeadWatch::Look() {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kTimeout));
  const absl::Time now = clock_();
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) return;
    call_ = &context;
  }
  submission::v1::GetHeadResponse head;
  const bool answered = stub_->GetHead(&context, {}, &head).ok();
  absl::MutexLock lock(&mutex_);
  call_ = nullptr;
  if (!answered) return;
  level_at_ = LevelAt();
  head_ = head.token().sequence();
  asked_at_ = now;
}

HeadWatch::Lag HeadWatch::lag() const {
  absl::MutexLock lock(&mutex_);
  return {.events = std::max<int64_t>(head_.value_or(0) - Reached(), 0), .time = clock_() - LevelAt()};
}

int64_t HeadWatch::Reached() const {
  const auto position = totals_.position(source_);
  return position.has_value() ? position->sequence() : 0;
}

absl::Time HeadWatch::LevelAt() const { return head_.has_value() && Reached() >= *head_ ? asked_at_ : level_at_; }

}  // namespace nianbao::aggregation
