#include "services/aggregation/peer/event_feed.h"

#include <exception>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/broken.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/peer/backoff.h"

namespace nianbao::aggregation {
namespace {

constexpr absl::Duration kHeadTimeout = absl::Seconds(5);

}  // namespace

class EventFeed::Cancellable {
 public:
  explicit Cancellable(EventFeed& feed) : feed_(feed) {
    absl::MutexLock lock(&feed_.mutex_);
    if (feed_.stopping_) context_.TryCancel();
    feed_.call_ = &context_;
  }
  ~Cancellable() {
    absl::MutexLock lock(&feed_.mutex_);
    feed_.call_ = nullptr;
  }

  grpc::ClientContext& context() { return context_; }

 private:
  EventFeed& feed_;
  grpc::ClientContext context_;
};

void EventFeed::Start(const std::shared_ptr<grpc::Channel>& channel) {
  stub_ = EventService::NewStub(channel);
  thread_ = std::thread([this] { Run(); });
}

void EventFeed::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
  }
  if (thread_.joinable()) thread_.join();
}

void EventFeed::Run() {
  Backoff backoff;
  absl::Status last_break;
  while (true) {
    bool progressed = false;
    const absl::Status broken = FollowUntilBroken(progressed);
    absl::MutexLock lock(&mutex_);
    if (!stopping_ && broken != last_break) rpc::LogNotice(absl::StrCat("event feed broken: ", broken.message()));
    last_break = broken;
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), backoff.Next(broken, progressed))) return;
  }
}

absl::Status EventFeed::FollowUntilBroken(bool& progressed) {
  try {
    const absl::Status broken = Follow(progressed);
    if (IsFault(broken)) {
      totals_.Fail(source_, broken);
      changed_();
    }
    return broken;
  } catch (const std::exception& e) {
    begin_anew_ = true;
    rpc::Call feed;
    feed.method = "event feed";
    const absl::Status broken = rpc::Broken(feed, e.what());
    totals_.Fail(source_, broken);
    return broken;
  }
}

absl::Status EventFeed::Follow(bool& progressed) {
  RETURN_IF_ERROR(Open());
  submission::v1::WatchEventsRequest request;
  const auto position = totals_.position(source_);
  if (position.has_value() && position->sequence() > 0) *request.mutable_after() = *position;

  Cancellable call(*this);
  const auto reader = stub_->WatchEvents(&call.context(), request);
  submission::v1::WatchEventsResponse batch;
  absl::Status taken;
  while (taken.ok() && reader->Read(&batch)) {
    taken = TakeIn(batch);
    if (taken.ok()) progressed = true;
  }
  if (!taken.ok()) call.context().TryCancel();
  const absl::Status ended = rpc::FromGrpc(reader->Finish());
  const absl::Status result = taken.ok() ? ended : taken;
  if (IsFault(taken) || status::ReasonOf(result) == "LOG_CHANGED") begin_anew_ = true;
  return result;
}

absl::Status EventFeed::Open() {
  Cancellable call(*this);
  call.context().set_deadline(absl::ToChronoTime(absl::Now() + kHeadTimeout));
  submission::v1::GetHeadResponse head;
  RETURN_IF_ERROR(rpc::FromGrpc(stub_->GetHead(&call.context(), {}, &head)));
  const auto position = totals_.position(source_);
  if (begin_anew_ || !position.has_value() || position->log_id() != head.token().log_id()) {
    totals_.Begin(source_, head.token().log_id());
    begin_anew_ = false;
  }
  totals_.ServeFrom(source_, head.token().sequence());
  changed_();
  return absl::OkStatus();
}

absl::Status EventFeed::TakeIn(const submission::v1::WatchEventsResponse& batch) {
  const absl::Status applied = totals_.Apply(source_, batch);
  changed_();
  return applied;
}

}  // namespace nianbao::aggregation
