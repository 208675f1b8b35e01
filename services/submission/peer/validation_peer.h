// The validation service as a Validator.
#pragma once

#include <grpcpp/channel.h>

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "services/submission/domain/validator.h"

namespace nianbao::submission {

// Asks over a channel. Thread-safe. Until Connect() every question is answered with UNAVAILABLE.
class ValidationPeer final : public Validator {
 public:
  // patience: how long an answer may take.
  explicit ValidationPeer(absl::Duration patience) : patience_(patience) {}

  void Connect(const std::shared_ptr<grpc::Channel>& channel);

  absl::StatusOr<validation::v1::Verdict> Validate(const form::v1::AnnualReport& report,
                                                   const form::v1::AnnualReport* prior) override;

 private:
  using Stub = validation::v1::ValidationService::Stub;

  const absl::Duration patience_;
  absl::Mutex mutex_;
  std::shared_ptr<Stub> stub_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::submission
