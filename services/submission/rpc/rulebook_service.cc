#include "services/submission/rpc/rulebook_service.h"

#include "libs/rpc/unary.h"
#include "services/submission/domain/get_rule_statistics.h"
#include "services/submission/domain/get_rulebook.h"
#include "services/submission/domain/get_verdict_context.h"
#include "services/submission/domain/list_affected_filings.h"
#include "services/submission/domain/set_rule_status.h"
#include "services/submission/rpc/caller_of.h"

namespace nianbao::submission {

grpc::ServerUnaryReactor* RulebookService::GetActiveRulebook(grpc::CallbackServerContext* context,
                                                             const v1::GetActiveRulebookRequest* request,
                                                             v1::GetActiveRulebookResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::GetActiveRulebookRequest& request) {
                      return submission::GetRulebook(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* RulebookService::SetRuleStatus(grpc::CallbackServerContext* context,
                                                         const v1::SetRuleStatusRequest* request,
                                                         v1::SetRuleStatusResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::SetRuleStatusRequest& request) {
                      return submission::SetRuleStatus(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* RulebookService::ListAffectedFilings(grpc::CallbackServerContext* context,
                                                               const v1::ListAffectedFilingsRequest* request,
                                                               v1::ListAffectedFilingsResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call&, const v1::ListAffectedFilingsRequest& request) {
                      return submission::ListAffectedFilings(deps_, request);
                    });
}

grpc::ServerUnaryReactor* RulebookService::GetRuleStatistics(grpc::CallbackServerContext* context,
                                                             const v1::GetRuleStatisticsRequest* request,
                                                             v1::GetRuleStatisticsResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::GetRuleStatisticsRequest& request) {
                      return submission::GetRuleStatistics(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* RulebookService::GetVerdictContext(grpc::CallbackServerContext* context,
                                                             const v1::GetVerdictContextRequest* request,
                                                             v1::GetVerdictContextResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::GetVerdictContextRequest& request) {
                      return submission::GetVerdictContext(deps_.store, request);
                    });
}

}  // namespace nianbao::submission
