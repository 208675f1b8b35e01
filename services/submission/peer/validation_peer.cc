#include "services/submission/peer/validation_peer.h"

#include "libs/rpc/client_call.h"
#include "libs/status/try.h"

namespace nianbao::submission {

void ValidationPeer::Connect(const std::shared_ptr<grpc::Channel>& channel) {
  absl::MutexLock lock(&mutex_);
  stub_ = validation::v1::ValidationService::NewStub(channel);
}

absl::StatusOr<validation::v1::Verdict> ValidationPeer::Validate(const form::v1::AnnualReport& report,
                                                                 const form::v1::AnnualReport* prior) {
  std::shared_ptr<Stub> stub;
  {
    absl::MutexLock lock(&mutex_);
    stub = stub_;
  }
  if (stub == nullptr) return absl::UnavailableError("validation: got no channel yet, want one");
  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = report;
  if (prior != nullptr) *request.mutable_context()->add_prior() = *prior;
  ASSIGN_OR_RETURN(validation::v1::ValidateReportResponse response,
                   rpc::CallUnary(*stub, &Stub::ValidateReport, request, {.actor = "", .timeout = patience_}));
  return std::move(*response.mutable_verdict());
}

}  // namespace nianbao::submission
