// Submitting many filings over one stream.
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/support/sync_stream.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "libs/rpc/client_call.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::client {

// Thread-safe: several may submit at once, each waiting for its own answer.
class SubmissionStream {
 public:
  // The stub must outlive it.
  SubmissionStream(submission::v1::SubmissionService::Stub& service, const rpc::CallOptions& options);
  ~SubmissionStream();

  // Errors are those of SubmitFiling, and that of the stream once it has ended. When no answer comes in time, the
  // stream is given up: DEADLINE_EXCEEDED.
  absl::StatusOr<submission::v1::SubmitFilingResponse> Submit(const submission::v1::SubmitFilingRequest& request);

 private:
  using Answer = std::optional<absl::StatusOr<submission::v1::SubmitFilingResponse>>;

  void Send(const submission::v1::SubmitFilingRequest& request, const std::string& id);
  // Until the stream ends.
  void TakeAnswers();

  const absl::Duration timeout_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<submission::v1::BatchSubmitRequest, submission::v1::BatchSubmitResponse>>
      stream_;
  // Held while a request is written.
  absl::Mutex write_mutex_;
  absl::Mutex mutex_;
  int last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  // By the request's id; each stands in the frame of who waits for it.
  std::map<std::string, Answer*> waiting_ ABSL_GUARDED_BY(mutex_);
  // Why no answer will come any more.
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
  std::thread reader_;
};

}  // namespace nianbao::client
