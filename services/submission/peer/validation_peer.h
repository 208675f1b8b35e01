// The validation service as a Validator.
#pragma once

#include <grpcpp/channel.h>

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "services/submission/domain/validator.h"
#include "services/submission/peer/validation_stream.h"

namespace nianbao::submission {

// Asks over one long-lived stream; when it breaks, whoever waits gets UNAVAILABLE and the next question opens another.
// Thread-safe. Until Connect() every question is answered with UNAVAILABLE.
//
// A question names the rulebook by its digest; the rulebook itself is sent only to a service that does not know it.
class ValidationPeer final : public Validator {
 public:
  // patience: how long an answer may take.
  explicit ValidationPeer(absl::Duration patience) : patience_(patience) {}
  ~ValidationPeer() override;

  void Connect(const std::shared_ptr<grpc::Channel>& channel);

  absl::StatusOr<validation::v1::Verdict> Validate(const Question& question) override;

 private:
  using Stub = validation::v1::ValidationService::Stub;

  absl::StatusOr<validation::v1::Verdict> Ask(validation::v1::ValidateReportRequest request, absl::Time deadline);
  // nullptr before Connect().
  std::shared_ptr<ValidationStream> OpenStream();

  const absl::Duration patience_;
  absl::Mutex mutex_;
  std::unique_ptr<Stub> stub_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<ValidationStream> stream_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::submission
