// Server streams that ask for their next message when there is room for it.
#pragma once

#include <grpcpp/support/server_callback.h>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "libs/rpc/broken.h"
#include "libs/rpc/call.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/current_call.h"
#include "libs/rpc/expiry.h"
#include "libs/rpc/grpc_status.h"
#include "libs/rpc/permit.h"
#include "libs/rpc/reader_stuck.h"
#include "libs/rpc/stream_hub.h"
#include "libs/status/try.h"

namespace nianbao::rpc {

// A stream that pulls: whenever it was kicked and no write is in flight, it asks its source in the hub's threads.
//   absl::StatusOr<std::optional<Response>> Next();  // a message to send, nothing (wait for the next kick), or an
//   error
//                                                    // that ends the stream
//   bool HasMore();  // whether to ask again after a write though no kick came meanwhile
// No two calls of the source run at once. Since a slow reader delays only its own source, it always gets the latest
// state. A stream whose write has been in flight beyond the hub's limit when it is kicked is ended with
// DEADLINE_EXCEEDED READER_STUCK.
//
// The guard of the server is asked before each message, and the stream ends with the token of its caller.
//
// Create it with new in the handler and return it; it deletes itself. The source is a part of it, since a fan-out to
// thousands of streams waits for memory most of its time.
template <typename Response, typename Source>
class PullStream final : public grpc::ServerWriteReactor<Response>, public HubStream {
 public:
  PullStream(StreamHub& hub, grpc::CallbackServerContext* context, const google::protobuf::Message& request,
             Source source)
      : hub_(hub), source_(std::move(source)), context_(context), call_(CallOf(*context, request)) {
    const absl::StatusOr<Permit> permit = Permit::Of(*context, call_);
    if (permit.ok()) permit_.emplace(*permit, request);
    hub_.Add(self_);
    if (permit.ok()) {
      expiry_.Watch(permit->expire_time(), self_);
    } else {
      End(permit.status());
    }
    Kick();
  }

  void Kick() override {
    absl::MutexLock lock(&mutex_);
    dirty_ = true;
    if (state_ == State::kIdle) Schedule();
    EndIfStuck();
  }

  void KickHere() override {
    {
      absl::MutexLock lock(&mutex_);
      dirty_ = true;
      EndIfStuck();
      if (state_ != State::kIdle) return;
      state_ = State::kProducing;
    }
    Produce();
  }

  void End(const absl::Status& status) override {
    absl::MutexLock lock(&mutex_);
    EndLocked(status);
    if (state_ == State::kIdle) Schedule();
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mutex_);
    if (!ok) EndLocked(absl::CancelledError("the reader is gone"));
    message_.Clear();
    if (dirty_ || end_.has_value() || source_.HasMore()) return Schedule();
    state_ = State::kIdle;
  }

  void OnCancel() override { End(absl::CancelledError("the reader is gone")); }

  void OnDone() override {
    hub_.Remove(this);
    // The hub may be busy with the stream: whoever lets go last deletes it.
    const std::shared_ptr<HubStream> self = std::move(self_);
  }

 private:
  enum class State { kIdle, kProducing, kWriting, kFinished };

  void Schedule() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    state_ = State::kProducing;
    hub_.Run([this] { Produce(); });
  }

  void EndLocked(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (!end_.has_value()) end_ = status;
  }

  // While a write is in flight nothing can be sent behind it: the call is broken off, and the write fails.
  void EndIfStuck() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (state_ != State::kWriting || stuck_) return;
    if (hub_.write_limit().clock() - write_began_ < hub_.write_limit().time) return;
    stuck_ = true;
    end_ = ReaderStuck();
    BreakOff(*context_, *end_);
  }

  void Produce() {
    while (true) {
      {
        absl::MutexLock lock(&mutex_);
        if (end_.has_value()) break;
        dirty_ = false;
      }
      absl::StatusOr<std::optional<Response>> message = Ask();
      if (message.ok() && message->has_value()) {
        message_ = **std::move(message);
        {
          absl::MutexLock lock(&mutex_);
          state_ = State::kWriting;
          write_began_ = hub_.write_limit().clock();
        }
        // Not under the lock: the write may be done, and OnWriteDone called, before it returns.
        this->StartWrite(&message_);
        return;
      }
      absl::MutexLock lock(&mutex_);
      if (!message.ok()) EndLocked(message.status());
      if (!dirty_ && !end_.has_value()) {
        state_ = State::kIdle;
        return;
      }
    }
    FinishNow();
  }

  absl::StatusOr<std::optional<Response>> Ask() {
    const CurrentCall current(call_);
    try {
      RETURN_IF_ERROR(permit_->Check());
      return source_.Next();
    } catch (const std::exception& e) {
      return Broken(call_, e.what());
    }
  }

  void FinishNow() {
    absl::Status status;
    {
      absl::MutexLock lock(&mutex_);
      state_ = State::kFinished;
      status = *end_;
    }
    LogCall(call_, status);
    this->Finish(ToGrpc(status));
  }

  StreamHub& hub_;
  absl::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kIdle;
  bool dirty_ ABSL_GUARDED_BY(mutex_) = false;
  bool stuck_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time write_began_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
  Source source_;
  Response message_;
  std::shared_ptr<HubStream> self_{this};
  // Lives until OnDone.
  grpc::CallbackServerContext* const context_;
  Call call_;
  // Nothing for a caller that was refused.
  std::optional<StandingPermit> permit_;
  Expiry expiry_;
};

}  // namespace nianbao::rpc
