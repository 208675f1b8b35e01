#include "clients/cli/document_supervisor.h"

#include <signal.h>

#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "libs/process/child.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/unary.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;

constexpr size_t kRequestBytesMax = 21 << 20;
constexpr absl::Duration kRestartPause = absl::Milliseconds(200);

class DocumentSupervisor final : public rpc::HostedService, public DocumentService::CallbackService {
 public:
  std::vector<grpc::Service*> services() override { return {this}; }

  void Start() override {
    thread_ = std::thread([this] { KeepAlive(); });
  }

  void Stop() override {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (child_ != nullptr) child_->Signal(SIGTERM);
    }
    thread_.join();
  }

  grpc::ServerUnaryReactor* ReadDocument(grpc::CallbackServerContext* context, const ReadDocumentRequest* request,
                                         ReadDocumentResponse* response) override {
    return rpc::Unary(
        pool_, context, request, response,
        [this](const rpc::Call& call, const ReadDocumentRequest& request) { return PassOn(call, request); },
        kRequestBytesMax);
  }

 private:
  absl::StatusOr<ReadDocumentResponse> PassOn(const rpc::Call& call, const ReadDocumentRequest& request) {
    std::string address;
    {
      absl::MutexLock lock(&mutex_);
      // A child that has just been started is there in a moment.
      mutex_.AwaitWithDeadline(absl::Condition(
                                   +[](std::string* address) { return !address->empty(); }, &address_),
                               std::min(call.deadline, absl::Now() + absl::Seconds(5)));
      address = address_;
    }
    if (address.empty()) {
      return status::Error(absl::StatusCode::kUnavailable, "DOCUMENT_RESTARTING", "document: the reader is restarting")
          .RetryAfter(absl::Seconds(1))
          .Chinese("文件读取服务正在重新启动，请稍后重试。");
    }
    const auto stub = DocumentService::NewStub(rpc::OpenChannel(address));
    const auto timeout = std::min(call.deadline - absl::Now(), absl::Duration(absl::Seconds(60)));
    return rpc::CallUnary(*stub, &DocumentService::Stub::ReadDocument, request,
                          {.actor = call.actor, .timeout = timeout});
  }

  // Starts the child, waits for its end, starts it again.
  void KeepAlive() {
    while (true) {
      auto child = process::Child::Start(
          {process::ProgramFolder() + "/nianbao-document", "--listen", "127.0.0.1:0", "--exit-with-stdin"});
      if (child.ok() && !Adopt(**child)) return;
      if (child.ok()) {
        while ((*child)->ReadLine().ok()) {
        }
      } else {
        rpc::LogNotice(child.status().message());
      }
      if (!Release()) return;
      rpc::LogNotice("the document reader has ended; starting it again");
    }
  }

  // False when the supervisor is stopping.
  bool Adopt(process::Child& child) {
    const absl::StatusOr<std::string> address = child.WaitForAddress();
    absl::MutexLock lock(&mutex_);
    if (stopping_) return false;
    child_ = &child;
    if (address.ok()) address_ = *address;
    return true;
  }

  // False when the supervisor is stopping; otherwise pauses, so that a child that cannot start does not spin.
  bool Release() {
    absl::MutexLock lock(&mutex_);
    child_ = nullptr;
    address_.clear();
    return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kRestartPause);
  }

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  process::Child* child_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::string address_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
  rpc::WorkerPool pool_{2, 64};
};

}  // namespace

std::unique_ptr<rpc::HostedService> MakeDocumentSupervisor() { return std::make_unique<DocumentSupervisor>(); }

}  // namespace nianbao::cli
