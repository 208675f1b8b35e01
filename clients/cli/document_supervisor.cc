#include "clients/cli/document_supervisor.h"

#include <signal.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "libs/rpc/batch_stream.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/unary.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using document::v1::ReadBatchSheetRequest;
using document::v1::ReadBatchSheetResponse;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;
using document::v1::ReadDocumentsRequest;
using document::v1::ReadDocumentsResponse;
using document::v1::WriteBatchSheetRequest;
using document::v1::WriteBatchSheetResponse;
using document::v1::WriteDocumentRequest;
using document::v1::WriteDocumentResponse;

// A method of the service as its callers have it.
template <typename Request, typename Response>
using Method = grpc::Status (DocumentService::Stub::*)(grpc::ClientContext*, const Request&, Response*);

// The child has the limit on documents; this one only has to let them through.
constexpr size_t kPassedBytesMax = rpc::kMessageBytesMax;
// How long a call waits for a child that is being started.
constexpr absl::Duration kStopPatience = absl::Seconds(5);
// How long after reading_max the child may take to answer or to end itself; above its own kReturnMax.
constexpr absl::Duration kChildMax = absl::Seconds(10);
// How long the child may take to stop by itself.
constexpr absl::Duration kStopMax = absl::Seconds(3);
// Calls that the child works on at the same time. No call waits there, so that its time is that of its reading.
constexpr int kChildCallsMax = 2;
// Documents of streams that are passed on at a time, streams, and documents that wait in one of them.
constexpr int kBatchThreads = 2;
constexpr size_t kBatchesMax = 4;
constexpr size_t kBatchInFlightMax = 4;
constexpr absl::Duration kPauseMin = absl::Milliseconds(200);
constexpr absl::Duration kPauseMax = absl::Seconds(10);

absl::Status Restarting() {
  return status::Error(absl::StatusCode::kUnavailable, "DOCUMENT_RESTARTING", "document: the reader is restarting")
      .RetryAfter(absl::Seconds(1))
      .Chinese("文件读取服务正在重新启动，请稍后重试。");
}

absl::Status TooSlow(absl::Duration reading_max) {
  return status::Error(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_SLOW",
                       absl::StrCat("document: got no result within ", absl::FormatDuration(reading_max)))
      .Meta("limit", "reading")
      .Meta("max", absl::FormatDuration(reading_max))
      .Chinese("这份文件长时间没有读完，已放弃读取。请检查文件是否正常，必要时另存一份再试。");
}

class DocumentSupervisor final : public rpc::HostedService, public DocumentService::CallbackService {
 public:
  explicit DocumentSupervisor(DocumentSupervisorConfig config) : config_(std::move(config)) {}

  std::vector<rpc::OfferedService> services() override { return {{this, DocumentService::service_full_name()}}; }

  void Start() override {
    thread_ = std::thread([this] { KeepAlive(); });
  }

  void Stop() override {
    batches_.EndAll();
    if (!thread_.joinable()) return;
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (child_ != nullptr) child_->Signal(SIGTERM);
      mutex_.AwaitWithTimeout(absl::Condition(&ended_), kStopMax);
      if (child_ != nullptr) child_->Signal(SIGKILL);
    }
    thread_.join();
  }

  grpc::ServerUnaryReactor* ReadDocument(grpc::CallbackServerContext* context, const ReadDocumentRequest* request,
                                         ReadDocumentResponse* response) override {
    return Pass(context, request, response, &DocumentService::Stub::ReadDocument);
  }

  // Passes each document on by itself, so that one that kills the child costs no more than those read beside it.
  grpc::ServerBidiReactor<ReadDocumentsRequest, ReadDocumentsResponse>* ReadDocuments(
      grpc::CallbackServerContext* context) override {
    using Batch = rpc::BatchStream<ReadDocumentsRequest, ReadDocumentsResponse>;
    return new Batch(
        batches_, *context, kBatchInFlightMax,
        [this](const rpc::Call& call, const ReadDocumentsRequest& request) -> absl::StatusOr<ReadDocumentsResponse> {
          ReadDocumentsResponse response;
          ASSIGN_OR_RETURN(*response.mutable_document(),
                           PassOn(call, request.document(), &DocumentService::Stub::ReadDocument));
          return response;
        });
  }

  grpc::ServerUnaryReactor* WriteDocument(grpc::CallbackServerContext* context, const WriteDocumentRequest* request,
                                          WriteDocumentResponse* response) override {
    return Pass(context, request, response, &DocumentService::Stub::WriteDocument);
  }

  grpc::ServerUnaryReactor* ReadBatchSheet(grpc::CallbackServerContext* context, const ReadBatchSheetRequest* request,
                                           ReadBatchSheetResponse* response) override {
    return Pass(context, request, response, &DocumentService::Stub::ReadBatchSheet);
  }

  grpc::ServerUnaryReactor* WriteBatchSheet(grpc::CallbackServerContext* context, const WriteBatchSheetRequest* request,
                                            WriteBatchSheetResponse* response) override {
    return Pass(context, request, response, &DocumentService::Stub::WriteBatchSheet);
  }

 private:
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Pass(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                 Method<Request, Response> method) {
    return rpc::Unary(
        pool_, context, request, response,
        [this, method](const rpc::Call& call, const Request& request) { return PassOn(call, request, method); },
        {.request_bytes_max = kPassedBytesMax});
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> PassOn(const rpc::Call& call, const Request& request, Method<Request, Response> method) {
    if (!BeginCall(call.deadline)) return Restarting();
    const absl::Cleanup end_call = [this] { EndCall(); };
    const std::shared_ptr<grpc::Channel> channel = WaitForChannel(call.deadline);
    if (channel == nullptr) return Restarting();
    const absl::Time start = absl::Now();
    const absl::Duration left = call.deadline - start;
    const absl::Duration silent_max = config_.reading_max + kChildMax;
    const auto stub = DocumentService::NewStub(channel);
    auto response =
        rpc::CallUnary(*stub, method, request, {.actor = call.actor, .timeout = std::min(left, silent_max)});
    if (response.status().code() == absl::StatusCode::kUnavailable) {
      // Of the calls that the child takes along, the one that ended it was there the longest.
      const bool too_slow = absl::Now() - start >= config_.reading_max;
      WaitForEndOf(channel);
      return too_slow ? TooSlow(config_.reading_max) : Restarting();
    }
    if (response.status().code() == absl::StatusCode::kDeadlineExceeded && left > silent_max) {
      Replace(channel);
      WaitForEndOf(channel);
      return TooSlow(config_.reading_max);
    }
    return response;
  }

  // False when the child is busy until the deadline, or to be stopped.
  bool BeginCall(absl::Time deadline) {
    absl::MutexLock lock(&mutex_);
    const auto may_begin = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return calls_ < kChildCallsMax || stopping_; };
    if (!mutex_.AwaitWithDeadline(absl::Condition(&may_begin), deadline) || stopping_) return false;
    ++calls_;
    return true;
  }

  void EndCall() {
    absl::MutexLock lock(&mutex_);
    --calls_;
  }

  // Null when no child is there in time.
  std::shared_ptr<grpc::Channel> WaitForChannel(absl::Time deadline) {
    absl::MutexLock lock(&mutex_);
    mutex_.AwaitWithDeadline(absl::Condition(this, &DocumentSupervisor::HasChannelOrStops),
                             std::min(deadline, absl::Now() + kStopPatience));
    return channel_;
  }

  // A child that is gone is noticed a little later than its calls fail; what comes next must not go to it as well.
  void WaitForEndOf(const std::shared_ptr<grpc::Channel>& channel) {
    absl::MutexLock lock(&mutex_);
    const auto ended = [&] { return channel_ != channel || stopping_; };
    mutex_.AwaitWithTimeout(absl::Condition(&ended), kStopPatience);
  }

  bool HasChannelOrStops() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return channel_ != nullptr || stopping_; }

  // Kills the child behind this channel, unless another has taken its place.
  void Replace(const std::shared_ptr<grpc::Channel>& channel) {
    absl::MutexLock lock(&mutex_);
    if (child_ != nullptr && channel_ == channel) child_->Signal(SIGKILL);
  }

  // Starts the child, waits for its end, starts it again. A child that never listened is tried again ever more slowly.
  void KeepAlive() {
    absl::Duration pause = kPauseMin;
    do {
      pause = RunChild() ? kPauseMin : std::min(pause * 2, kPauseMax);
    } while (!StopsWithin(pause));
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }

  // Returns when the child has ended; true when it had listened.
  bool RunChild() {
    const auto child =
        process::Child::Start({config_.program, "--listen", "127.0.0.1:0", "--exit-with-stdin", "--reading-max",
                               absl::StrCat(absl::ToDoubleSeconds(config_.reading_max))});
    if (!child.ok()) {
      rpc::LogFault(child.status().message());
      return false;
    }
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) return false;
      child_ = child->get();
    }
    const absl::StatusOr<std::string> address = (*child)->WaitForAddress();
    if (address.ok()) {
      {
        absl::MutexLock lock(&mutex_);
        channel_ = rpc::OpenChannelWithoutRetries(*address);
      }
      while ((*child)->ReadLine().ok()) {
      }
    }
    absl::MutexLock lock(&mutex_);
    child_ = nullptr;
    channel_ = nullptr;
    if (!stopping_) rpc::LogFault("the document reader has ended; starting it again");
    return address.ok();
  }

  bool StopsWithin(absl::Duration pause) {
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause);
  }

  const DocumentSupervisorConfig config_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  // Set from its start to its end; it outlives what is done under the mutex.
  process::Child* child_ ABSL_GUARDED_BY(mutex_) = nullptr;
  // Set while the child listens.
  std::shared_ptr<grpc::Channel> channel_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
  rpc::WorkerPool pool_{4, {.tasks = 64}};
  rpc::StreamHub batches_{kBatchThreads, kBatchesMax};
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeDocumentSupervisor(DocumentSupervisorConfig config) {
  return std::make_unique<DocumentSupervisor>(std::move(config));
}

}  // namespace nianbao::cli
