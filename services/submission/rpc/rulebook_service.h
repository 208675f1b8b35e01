// RulebookService on the wire.
#pragma once

#include "libs/rpc/worker_pool.h"
#include "nianbao/submission/v1/rulebook_service.grpc.pb.h"
#include "services/submission/domain/deps.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. What waits for the rules runs in the pool of changes, so that reads
// do not wait for it. All that it is given must outlive it.
class RulebookService final : public v1::RulebookService::CallbackService {
 public:
  RulebookService(Deps deps, rpc::WorkerPool& changes, rpc::WorkerPool& reads)
      : deps_(deps), changes_(changes), reads_(reads) {}

  grpc::ServerUnaryReactor* GetActiveRulebook(grpc::CallbackServerContext* context,
                                              const v1::GetActiveRulebookRequest* request,
                                              v1::GetActiveRulebookResponse* response) override;
  grpc::ServerUnaryReactor* SetRuleStatus(grpc::CallbackServerContext* context, const v1::SetRuleStatusRequest* request,
                                          v1::SetRuleStatusResponse* response) override;
  grpc::ServerUnaryReactor* ListAffectedFilings(grpc::CallbackServerContext* context,
                                                const v1::ListAffectedFilingsRequest* request,
                                                v1::ListAffectedFilingsResponse* response) override;
  grpc::ServerUnaryReactor* GetRuleStatistics(grpc::CallbackServerContext* context,
                                              const v1::GetRuleStatisticsRequest* request,
                                              v1::GetRuleStatisticsResponse* response) override;
  grpc::ServerUnaryReactor* GetVerdictContext(grpc::CallbackServerContext* context,
                                              const v1::GetVerdictContextRequest* request,
                                              v1::GetVerdictContextResponse* response) override;

 private:
  const Deps deps_;
  rpc::WorkerPool& changes_;
  rpc::WorkerPool& reads_;
};

}  // namespace nianbao::submission
