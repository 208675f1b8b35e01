// validation.v1.ValidationService on the wire.
#pragma once

#include <vector>

#include "libs/rpc/load_metrics.h"
#include "libs/rpc/stream_hub.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "services/validation/domain/rulebook_cache.h"

namespace nianbao::validation {

class ValidationService : public v1::ValidationService::CallbackService {
 public:
  ValidationService();

  grpc::ServerUnaryReactor* ValidateReport(grpc::CallbackServerContext* context,
                                           const v1::ValidateReportRequest* request,
                                           v1::ValidateReportResponse* response) override;
  grpc::ServerBidiReactor<v1::ValidateReportsRequest, v1::ValidateReportsResponse>* ValidateReports(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* ListRules(grpc::CallbackServerContext* context, const v1::ListRulesRequest* request,
                                      v1::ListRulesResponse* response) override;
  grpc::ServerUnaryReactor* GetRulebook(grpc::CallbackServerContext* context, const v1::GetRulebookRequest* request,
                                        v1::GetRulebookResponse* response) override;

  // Ends the streams, and every later one.
  void EndStreams() { streams_.EndAll(); }
  std::vector<prometheus::MetricFamily> Metrics() const {
    return rpc::LoadMetrics({{"reports", &pool_}}, {{"ValidateReports", &streams_}});
  }

 private:
  absl::StatusOr<v1::Verdict> Validate(const v1::ValidateReportRequest& request);

  domain::RulebookCache rulebooks_;
  rpc::WorkerPool pool_;
  rpc::StreamHub streams_;
};

}  // namespace nianbao::validation
