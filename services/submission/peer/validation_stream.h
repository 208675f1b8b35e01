// One stream of questions to the validation service.
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/support/client_callback.h>

#include <deque>
#include <map>
#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"

namespace nianbao::submission {

// Thread-safe: many may ask at once, each waiting for its own answer. Questions are sent one after another, whatever is
// queued, without waiting for answers. Close it before it is given up.
class ValidationStream final
    : public grpc::ClientBidiReactor<validation::v1::ValidateReportsRequest, validation::v1::ValidateReportsResponse> {
 public:
  static std::shared_ptr<ValidationStream> Open(validation::v1::ValidationService::Stub& stub);

  // The answer to a question. What the service refuses comes as its own error; UNAVAILABLE when the stream ends before
  // the answer comes, DEADLINE_EXCEEDED when the deadline does.
  absl::StatusOr<validation::v1::Verdict> Ask(validation::v1::ValidateReportRequest question, absl::Time deadline);

  // True once it takes no more questions.
  bool closed() const;
  // Ends the stream and waits until gRPC is done with it. Not to be called from within a callback of gRPC.
  void Close();

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

 private:
  using Answer = std::optional<absl::StatusOr<validation::v1::Verdict>>;

  ValidationStream() = default;
  void SendNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Gives the question up. Its answer, should it come, finds nobody.
  void Forget(int64_t id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  grpc::ClientContext context_;
  // Filled by the read under way.
  validation::v1::ValidateReportsResponse response_;
  mutable absl::Mutex mutex_;
  int64_t last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  // The front one is being written while writing_.
  std::deque<validation::v1::ValidateReportsRequest> queue_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  // By the question's number; each stands in the frame of who waits for it.
  std::map<int64_t, Answer*> waiting_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace nianbao::submission
