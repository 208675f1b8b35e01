// Bidirectional streams in which every request gets one answer.
#pragma once

#include <grpcpp/support/server_callback.h>

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/broken.h"
#include "libs/rpc/call.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/call_metrics.h"
#include "libs/rpc/current_call.h"
#include "libs/rpc/expiry.h"
#include "libs/rpc/grpc_status.h"
#include "libs/rpc/permit.h"
#include "libs/rpc/stream_hub.h"
#include "libs/status/try.h"

namespace nianbao::rpc {

// Answers the requests of one caller in the hub's threads, at most in_flight_max of them at a time, and sends each
// answer as it is ready: the order of the answers is not that of the requests. While in_flight_max answers are under
// way or unsent, no further request is read, so a caller who does not take its answers costs no more memory.
//
// The guard of the server is asked about each request, and the stream ends with the token of its caller.
//
// A request has an `id`, which its answer repeats. What goes wrong with one request is the `error` of its answer, a
// google.rpc.Status, and does not end the stream.
//
// Create it with new in the handler and return it; it deletes itself.
template <typename Request, typename Response>
class BatchStream final : public grpc::ServerBidiReactor<Request, Response>, public HubStream {
 public:
  using Answer = std::function<absl::StatusOr<Response>(const Call&, const Request&)>;

  BatchStream(StreamHub& hub, const grpc::CallbackServerContext& context, size_t in_flight_max, Answer answer)
      : hub_(hub), call_(CallOf(context, Request())), in_flight_max_(in_flight_max), answer_(std::move(answer)) {
    hub_.Add(self_);
    if (absl::StatusOr<Permit> permit = Permit::Of(context, call_); permit.ok()) {
      permit_ = *std::move(permit);
      expiry_.Watch(permit_.expire_time(), self_);
    } else {
      End(permit.status());
    }
    After([] {});
  }

  // Nothing waits for anything but the caller.
  void Kick() override {}
  void KickHere() override {}

  void End(const absl::Status& status) override {
    absl::MutexLock lock(&mutex_);
    if (finished_) return;
    EndLocked(status);
    // Not here: finishing takes the lock of the hub, which may be the caller.
    ++tasks_;
    hub_.RunEnd([this] { After([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { --tasks_; }); });
  }

  void OnReadDone(bool ok) override {
    After([this, ok]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      reading_ = false;
      all_read_ = !ok;
      // A stream with an end may be gone before a task would run.
      if (!ok || end_) return;
      RunLocked([this, request = std::exchange(request_, Request())]() mutable { Handle(std::move(request)); });
    });
  }

  void OnWriteDone(bool ok) override {
    After([this, ok]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      writing_ = false;
      answers_.pop_front();
      if (!ok) EndLocked(absl::CancelledError("the caller is gone"));
    });
  }

  void OnCancel() override { End(absl::CancelledError("the caller is gone")); }

  void OnDone() override {
    hub_.Remove(this);
    // The hub may be busy with the stream: whoever lets go last deletes it.
    const std::shared_ptr<HubStream> self = std::move(self_);
  }

 private:
  // Takes the request over, so that it is gone when the next may be read.
  void Handle(Request request) {
    {
      absl::MutexLock lock(&mutex_);
      if (end_) return;
    }
    Response answer = AnswerTo(request);
    absl::MutexLock lock(&mutex_);
    if (!end_) answers_.push_back(std::move(answer));
  }

  Response AnswerTo(const Request& request) {
    const Call call = CallFor(request);
    const CurrentCall current(call);
    const absl::Time start = absl::Now();
    absl::StatusOr<Response> result = Ask(call, request);
    CountAnswer(call, result.status(), absl::Now() - start);
    LogAnswer(call, result.status(), absl::Now() - start);
    Response answer;
    if (result.ok()) {
      answer = *std::move(result);
    } else {
      *answer.mutable_error() = ToMessage(result.status());
    }
    answer.set_id(request.id());
    return answer;
  }

  // The stream's call, or that of another trace which the request says it belongs to.
  Call CallFor(const Request& request) const {
    Call call = call_;
    call.request_id = IdIn(request);
    if constexpr (requires { request.traceparent(); }) {
      if (!request.traceparent().empty()) call.trace = TraceOf(request.traceparent());
    }
    return call;
  }

  // Of a submission, which is a request of its own.
  static std::string IdIn(const Request& request) {
    if constexpr (requires { request.submission(); }) {
      return RequestIdOf(request.submission());
    } else {
      return RequestIdOf(request);
    }
  }

  absl::StatusOr<Response> Ask(const Call& call, const Request& request) {
    try {
      RETURN_IF_ERROR(permit_.Check(request));
      return answer_(call, request);
    } catch (const std::exception& e) {
      return Broken(call, e.what());
    }
  }

  // Runs the task in the hub's threads, and then what has become possible. The stream lives at least as long.
  void RunLocked(std::function<void()> task) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    ++tasks_;
    hub_.Run([this, task = std::move(task)] {
      task();
      After([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { --tasks_; });
    });
  }

  void EndLocked(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (!end_) end_ = status;
    // The answer being written has to stay.
    answers_.resize(writing_ ? 1 : 0);
  }

  // Changes the state, then starts whatever has become possible. Reads and writes are started under the lock, so that
  // the stream cannot finish in between; gRPC never calls back from within their start. Finishing may delete this.
  template <typename Change>
  void After(Change change) {
    std::optional<absl::Status> finish;
    {
      absl::MutexLock lock(&mutex_);
      change();
      if (finished_) return;
      if (!writing_ && !answers_.empty()) {
        writing_ = true;
        this->StartWrite(&answers_.front());
      }
      const bool idle = !writing_ && tasks_ == 0;
      if (idle && (end_ || all_read_)) {
        finished_ = true;
        finish = end_.value_or(absl::OkStatus());
      } else if (!reading_ && !all_read_ && !end_ && tasks_ + answers_.size() < in_flight_max_) {
        reading_ = true;
        this->StartRead(&request_);
      }
    }
    if (!finish) return;
    LogCall(call_, *finish);
    this->Finish(ToGrpc(*finish));
  }

  StreamHub& hub_;
  std::shared_ptr<HubStream> self_{this};
  Call call_;
  Permit permit_;
  Expiry expiry_;
  const size_t in_flight_max_;
  const Answer answer_;
  // Filled by the read under way.
  Request request_;
  absl::Mutex mutex_;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool all_read_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  // In the hub's queue or threads.
  size_t tasks_ ABSL_GUARDED_BY(mutex_) = 0;
  // The front one is being written while writing_.
  std::deque<Response> answers_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::rpc
