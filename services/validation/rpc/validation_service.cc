#include "services/validation/rpc/validation_service.h"

#include <utility>

#include "libs/rpc/limits.h"
#include "libs/rpc/unary.h"
#include "libs/status/try.h"
#include "services/validation/domain/validate_report.h"

namespace nianbao::validation {
namespace {

// A report and the one before it may each be as large as a request that files one.
constexpr size_t kReportsBytesMax = 2 * rpc::kRequestBytesMax + (64 << 10);

}  // namespace

ValidationService::ValidationService(domain::CompiledRulebook rulebook, rpc::WorkerPool& pool)
    : rulebook_(std::move(rulebook)), pool_(pool) {}

grpc::ServerUnaryReactor* ValidationService::ValidateReport(grpc::CallbackServerContext* context,
                                                            const v1::ValidateReportRequest* request,
                                                            v1::ValidateReportResponse* response) {
  const auto handler = [this](const rpc::Call&,
                              const v1::ValidateReportRequest& request) -> absl::StatusOr<v1::ValidateReportResponse> {
    v1::ValidateReportResponse response;
    ASSIGN_OR_RETURN(*response.mutable_verdict(), domain::ValidateReport(rulebook_, request));
    return response;
  };
  return rpc::Unary(pool_, context, request, response, handler, kReportsBytesMax);
}

grpc::ServerUnaryReactor* ValidationService::GetRulebook(grpc::CallbackServerContext* context,
                                                         const v1::GetRulebookRequest* request,
                                                         v1::GetRulebookResponse* response) {
  const auto handler = [this](const rpc::Call&,
                              const v1::GetRulebookRequest&) -> absl::StatusOr<v1::GetRulebookResponse> {
    v1::GetRulebookResponse response;
    *response.mutable_rulebook() = rulebook_.source;
    response.set_digest(rulebook_.digest);
    return response;
  };
  return rpc::Unary(pool_, context, request, response, handler);
}

}  // namespace nianbao::validation
