#include "tests/bench/submission_load.h"

#include <grpcpp/client_context.h>
#include <grpcpp/support/client_callback.h>

#include <deque>
#include <optional>
#include <stdexcept>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "libs/rpc/call.h"

namespace nianbao::bench {
namespace {

using submission::v1::BatchSubmitRequest;
using submission::v1::BatchSubmitResponse;
using submission::v1::SubmissionService;
using submission::v1::SubmitFilingRequest;
using submission::v1::SubmitFilingResponse;
using Requests = std::vector<SubmitFilingRequest>;

void NameCaller(grpc::ClientContext& context) { context.AddMetadata(rpc::kActorKey, "填报人"); }

// Hands the requests out and counts what comes back.
class Progress {
 public:
  Progress(const Requests& requests, const LoadSize& size) : requests_(requests), size_(size) {}

  // The next to send; none once all are sent or one has failed.
  const SubmitFilingRequest* Next() {
    absl::MutexLock lock(&mutex_);
    if (sent_ == size_.count || !failure_.empty()) return nullptr;
    return &requests_[sent_++ % requests_.size()];
  }

  void Answered(const SubmitFilingResponse& response) {
    if (!response.has_filing()) return Failed("got an answer without a filing");
    absl::MutexLock lock(&mutex_);
    ++answered_;
    if (answered_ == size_.warm) warm_at_ = absl::Now();
    if (answered_ == size_.count) end_at_ = absl::Now();
  }

  void Failed(const std::string& why) {
    absl::MutexLock lock(&mutex_);
    if (failure_.empty()) failure_ = why;
  }

  void Begin(int callers) {
    absl::MutexLock lock(&mutex_);
    running_ = callers;
    if (size_.warm == 0) warm_at_ = absl::Now();
  }
  void End() {
    absl::MutexLock lock(&mutex_);
    --running_;
  }

  // When all callers have ended.
  SubmissionLoad Wait() {
    absl::MutexLock lock(&mutex_);
    const auto all_ended = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return running_ == 0; };
    mutex_.Await(absl::Condition(&all_ended));
    if (failure_.empty() && answered_ != size_.count) {
      failure_ = absl::StrCat("got ", answered_, " answers, want ", size_.count);
    }
    if (!failure_.empty()) throw std::runtime_error(failure_);
    return {.answers = size_.count - size_.warm, .seconds = absl::ToDoubleSeconds(end_at_ - warm_at_)};
  }

 private:
  const Requests& requests_;
  const LoadSize size_;
  absl::Mutex mutex_;
  size_t sent_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t answered_ ABSL_GUARDED_BY(mutex_) = 0;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  std::string failure_ ABSL_GUARDED_BY(mutex_);
  absl::Time warm_at_ ABSL_GUARDED_BY(mutex_);
  absl::Time end_at_ ABSL_GUARDED_BY(mutex_);
};

// One call after the other.
class Submitter {
 public:
  Submitter(SubmissionService::Stub& stub, Progress& progress) : stub_(stub), progress_(progress) {}

  void SendNext() {
    const SubmitFilingRequest* const request = progress_.Next();
    if (request == nullptr) return progress_.End();
    context_.emplace();
    NameCaller(*context_);
    stub_.async()->SubmitFiling(&*context_, request, &response_, [this](const grpc::Status& status) {
      if (status.ok()) {
        progress_.Answered(response_);
      } else {
        progress_.Failed(status.error_message());
      }
      SendNext();
    });
  }

 private:
  SubmissionService::Stub& stub_;
  Progress& progress_;
  std::optional<grpc::ClientContext> context_;
  SubmitFilingResponse response_;
};

class Stream final : public grpc::ClientBidiReactor<BatchSubmitRequest, BatchSubmitResponse> {
 public:
  explicit Stream(Progress& progress) : progress_(progress) { NameCaller(context_); }

  void Start(SubmissionService::Stub& stub) {
    stub.async()->BatchSubmit(&context_, this);
    StartRead(&response_);
    absl::MutexLock lock(&mutex_);
    WriteLocked();
    StartCall();
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    if (ok) WriteLocked();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (response_.has_submitted()) {
      progress_.Answered(response_.submitted());
    } else {
      progress_.Failed(response_.error().message());
    }
    absl::MutexLock lock(&mutex_);
    --in_flight_;
    WriteLocked();
    StartRead(&response_);
  }

  void OnDone(const grpc::Status& status) override {
    if (!status.ok()) progress_.Failed(status.error_message());
    progress_.End();
  }

 private:
  void WriteLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (writing_ || closed_ || in_flight_ == kUnderWayOnAStream) return;
    const SubmitFilingRequest* const next = progress_.Next();
    if (next == nullptr) {
      closed_ = true;
      return StartWritesDone();
    }
    *request_.mutable_submission() = *next;
    writing_ = true;
    ++in_flight_;
    StartWrite(&request_);
  }

  Progress& progress_;
  grpc::ClientContext context_;
  BatchSubmitResponse response_;
  absl::Mutex mutex_;
  BatchSubmitRequest request_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  int in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

SubmissionLoad LoadCalls(SubmissionService::Stub& stub, const Requests& requests, int submitters,
                         const LoadSize& size) {
  Progress progress(requests, size);
  progress.Begin(submitters);
  std::deque<Submitter> running;
  for (int i = 0; i < submitters; ++i) running.emplace_back(stub, progress).SendNext();
  return progress.Wait();
}

SubmissionLoad LoadStreams(SubmissionService::Stub& stub, const Requests& requests, int streams, const LoadSize& size) {
  Progress progress(requests, size);
  progress.Begin(streams);
  std::deque<Stream> running;
  for (int i = 0; i < streams; ++i) running.emplace_back(progress).Start(stub);
  return progress.Wait();
}

}  // namespace nianbao::bench
