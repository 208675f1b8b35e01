// validation.v1.ValidationService on the wire.
#pragma once

#include "libs/rpc/worker_pool.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "services/validation/domain/compile.h"

namespace nianbao::validation {

class ValidationService : public v1::ValidationService::CallbackService {
 public:
  // The pool must outlive the service's calls.
  ValidationService(domain::CompiledRulebook rulebook, rpc::WorkerPool& pool);

  grpc::ServerUnaryReactor* ValidateReport(grpc::CallbackServerContext* context,
                                           const v1::ValidateReportRequest* request,
                                           v1::ValidateReportResponse* response) override;
  grpc::ServerUnaryReactor* GetRulebook(grpc::CallbackServerContext* context, const v1::GetRulebookRequest* request,
                                        v1::GetRulebookResponse* response) override;

 private:
  const domain::CompiledRulebook rulebook_;
  rpc::WorkerPool& pool_;
};

}  // namespace nianbao::validation
