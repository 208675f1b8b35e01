#include "services/validation/rpc/validation_service.h"

#include <algorithm>

#include "libs/rpc/batch_stream.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/unary.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/try.h"
#include "services/validation/domain/validate_report.h"

namespace nianbao::validation {
namespace {

// Reports checked at the same time, for unary calls and for streams.
constexpr int kThreads = 2;
// Calls that wait before further ones are shed.
constexpr rpc::FairQueue::Room kWaitingMax = {.tasks = 1000, .bytes = 256 << 20};
// A report, last year's, and the texts and figures of others, as large as a message may be.
constexpr size_t kRequestBytesMax = 24 << 20;
constexpr size_t kStreamsMax = 100;
// Requests of one stream that are judged or wait, or whose answers wait to be taken.
constexpr size_t kStreamInFlightMax = 64;

bool Implements(const v1::Rule& rule, int check) {
  return std::find(rule.checks().begin(), rule.checks().end(), check) != rule.checks().end();
}

}  // namespace

ValidationService::ValidationService() : pool_(kThreads, kWaitingMax), streams_(kThreads, kStreamsMax) {}

absl::StatusOr<v1::Verdict> ValidationService::Validate(const v1::ValidateReportRequest& request) {
  ASSIGN_OR_RETURN(const auto rulebook,
                   rulebooks_.Get(request.rulebook_digest(), request.has_rulebook() ? &request.rulebook() : nullptr));
  return domain::ValidateReport(*rulebook, request);
}

grpc::ServerUnaryReactor* ValidationService::ValidateReport(grpc::CallbackServerContext* context,
                                                            const v1::ValidateReportRequest* request,
                                                            v1::ValidateReportResponse* response) {
  const auto handler = [this](const rpc::Call&,
                              const v1::ValidateReportRequest& request) -> absl::StatusOr<v1::ValidateReportResponse> {
    v1::ValidateReportResponse response;
    ASSIGN_OR_RETURN(*response.mutable_verdict(), Validate(request));
    return response;
  };
  return rpc::Unary(pool_, context, request, response, handler, {.request_bytes_max = kRequestBytesMax});
}

grpc::ServerBidiReactor<v1::ValidateReportsRequest, v1::ValidateReportsResponse>* ValidationService::ValidateReports(
    grpc::CallbackServerContext* context) {
  using Stream = rpc::BatchStream<v1::ValidateReportsRequest, v1::ValidateReportsResponse>;
  const auto answer = [this](const rpc::Call&,
                             const v1::ValidateReportsRequest& request) -> absl::StatusOr<v1::ValidateReportsResponse> {
    v1::ValidateReportsResponse response;
    ASSIGN_OR_RETURN(*response.mutable_verdict(), Validate(request.request()));
    return response;
  };
  return new Stream(streams_, *context, kStreamInFlightMax, answer);
}

grpc::ServerUnaryReactor* ValidationService::ListRules(grpc::CallbackServerContext* context,
                                                       const v1::ListRulesRequest* request,
                                                       v1::ListRulesResponse* response) {
  const auto handler = [](const rpc::Call&,
                          const v1::ListRulesRequest& request) -> absl::StatusOr<v1::ListRulesResponse> {
    v1::ListRulesResponse response;
    for (const v1::Rule& rule : rulebook::Delivered().source.rules()) {
      if (request.group() != v1::Rule::GROUP_UNSPECIFIED && rule.group() != request.group()) continue;
      if (request.check() != 0 && !Implements(rule, request.check())) continue;
      *response.add_rules() = rule;
    }
    return response;
  };
  return rpc::Unary(pool_, context, request, response, handler);
}

grpc::ServerUnaryReactor* ValidationService::GetRulebook(grpc::CallbackServerContext* context,
                                                         const v1::GetRulebookRequest* request,
                                                         v1::GetRulebookResponse* response) {
  const auto handler = [this](const rpc::Call&,
                              const v1::GetRulebookRequest& request) -> absl::StatusOr<v1::GetRulebookResponse> {
    ASSIGN_OR_RETURN(const auto rulebook, rulebooks_.Get(request.digest(), nullptr));
    v1::GetRulebookResponse response;
    *response.mutable_rulebook() = rulebook->source;
    response.set_digest(rulebook->digest);
    return response;
  };
  return rpc::Unary(pool_, context, request, response, handler);
}

}  // namespace nianbao::validation
