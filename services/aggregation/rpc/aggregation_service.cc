#include "services/aggregation/rpc/aggregation_service.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "libs/rpc/raw_message.h"
#include "libs/rpc/unary.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/compare_aggregates.h"
#include "services/aggregation/domain/query/compare_roll_up.h"
#include "services/aggregation/domain/query/explain_cell.h"
#include "services/aggregation/domain/query/explain_change.h"
#include "services/aggregation/domain/query/get_aggregate.h"
#include "services/aggregation/domain/query/get_distribution.h"
#include "services/aggregation/domain/query/get_proof.h"
#include "services/aggregation/domain/query/link_roots.h"
#include "services/aggregation/domain/query/list_child_aggregates.h"
#include "services/aggregation/domain/query/list_indicators.h"
#include "services/aggregation/domain/query/list_missing.h"
#include "services/aggregation/domain/query/rank_child_aggregates.h"
#include "services/aggregation/domain/watch/subscription.h"
#include "services/aggregation/domain/watch/watcher.h"

namespace nianbao::aggregation {
namespace {

// Left of a deadline for the refusal to reach the caller: it says more than DEADLINE_EXCEEDED.
constexpr absl::Duration kReplyTime = absl::Milliseconds(200);

// What a stream of WatchAggregates sends.
class WatchMessages {
 public:
  explicit WatchMessages(Watcher watcher) : watcher_(std::move(watcher)) {}

  absl::StatusOr<std::optional<grpc::ByteBuffer>> Next() {
    ASSIGN_OR_RETURN(std::shared_ptr<const std::string> told, watcher_.Next());
    if (told == nullptr) return std::nullopt;
    return rpc::SharedMessage(std::move(told));
  }
  bool HasMore() const { return watcher_.HasMore(); }

 private:
  Watcher watcher_;
};

// Ends a stream at once.
class Refusal {
 public:
  explicit Refusal(absl::Status status) : status_(std::move(status)) {}

  absl::StatusOr<std::optional<grpc::ByteBuffer>> Next() const { return status_; }
  bool HasMore() const { return false; }

 private:
  absl::Status status_;
};

}  // namespace

absl::Duration AggregationService::PatienceFor(const rpc::Call& call) const {
  return std::clamp(call.deadline - absl::Now() - kReplyTime, absl::ZeroDuration(), read_patience_);
}

template <typename Request, typename Response>
grpc::ServerUnaryReactor* AggregationService::Answer(
    grpc::CallbackServerContext* context, const Request* request, Response* response,
    absl::StatusOr<Response> (*answer)(const LiveTotals&, absl::Duration, const Request&)) const {
  return rpc::Unary(pool_, context, request, response, [this, answer](const rpc::Call& call, const Request& request) {
    return answer(totals_, PatienceFor(call), request);
  });
}

grpc::ServerUnaryReactor* AggregationService::GetAggregate(grpc::CallbackServerContext* context,
                                                           const v1::GetAggregateRequest* request,
                                                           v1::GetAggregateResponse* response) {
  return Answer(context, request, response, &aggregation::GetAggregate);
}

grpc::ServerUnaryReactor* AggregationService::ListChildAggregates(grpc::CallbackServerContext* context,
                                                                  const v1::ListChildAggregatesRequest* request,
                                                                  v1::ListChildAggregatesResponse* response) {
  return Answer(context, request, response, &aggregation::ListChildAggregates);
}

grpc::ServerUnaryReactor* AggregationService::CompareAggregates(grpc::CallbackServerContext* context,
                                                                const v1::CompareAggregatesRequest* request,
                                                                v1::CompareAggregatesResponse* response) {
  return Answer(context, request, response, &aggregation::CompareAggregates);
}

grpc::ServerUnaryReactor* AggregationService::CompareRollUp(grpc::CallbackServerContext* context,
                                                            const v1::CompareRollUpRequest* request,
                                                            v1::CompareRollUpResponse* response) {
  return Answer(context, request, response, &aggregation::CompareRollUp);
}

grpc::ServerUnaryReactor* AggregationService::RankChildAggregates(grpc::CallbackServerContext* context,
                                                                  const v1::RankChildAggregatesRequest* request,
                                                                  v1::RankChildAggregatesResponse* response) {
  return Answer(context, request, response, &aggregation::RankChildAggregates);
}

grpc::ServerUnaryReactor* AggregationService::GetDistribution(grpc::CallbackServerContext* context,
                                                              const v1::GetDistributionRequest* request,
                                                              v1::GetDistributionResponse* response) {
  return Answer(context, request, response, &aggregation::GetDistribution);
}

grpc::ServerUnaryReactor* AggregationService::ListIndicators(grpc::CallbackServerContext* context,
                                                             const v1::ListIndicatorsRequest* request,
                                                             v1::ListIndicatorsResponse* response) {
  return Answer(context, request, response, &aggregation::ListIndicators);
}

grpc::ServerUnaryReactor* AggregationService::ListMissing(grpc::CallbackServerContext* context,
                                                          const v1::ListMissingRequest* request,
                                                          v1::ListMissingResponse* response) {
  return Answer(context, request, response, &aggregation::ListMissing);
}

grpc::ServerUnaryReactor* AggregationService::ExplainCell(grpc::CallbackServerContext* context,
                                                          const v1::ExplainCellRequest* request,
                                                          v1::ExplainCellResponse* response) {
  return Answer(context, request, response, &aggregation::ExplainCell);
}

grpc::ServerUnaryReactor* AggregationService::ExplainChange(grpc::CallbackServerContext* context,
                                                            const v1::ExplainChangeRequest* request,
                                                            v1::ExplainChangeResponse* response) {
  return Answer(context, request, response, &aggregation::ExplainChange);
}

grpc::ServerUnaryReactor* AggregationService::GetProof(grpc::CallbackServerContext* context,
                                                       const v1::GetProofRequest* request,
                                                       v1::GetProofResponse* response) {
  return rpc::Unary(proof_pool_, context, request, response,
                    [this](const rpc::Call& call, const v1::GetProofRequest& request) {
                      return aggregation::GetProof(totals_, trees_, PatienceFor(call), request);
                    });
}

grpc::ServerUnaryReactor* AggregationService::LinkRoots(grpc::CallbackServerContext* context,
                                                        const v1::LinkRootsRequest* request,
                                                        v1::LinkRootsResponse* response) {
  return rpc::Unary(proof_pool_, context, request, response,
                    [this](const rpc::Call& call, const v1::LinkRootsRequest& request) {
                      return aggregation::LinkRoots(totals_, trees_, PatienceFor(call), request);
                    });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* AggregationService::WatchAggregates(grpc::CallbackServerContext* context,
                                                                                const grpc::ByteBuffer* request) {
  v1::WatchAggregatesRequest parsed;
  absl::Status checked = rpc::ParseRequest(*request, parsed);
  if (checked.ok()) checked = CheckWatch(parsed);
  if (!checked.ok()) {
    return new rpc::PullStream<grpc::ByteBuffer, Refusal>(hub_, context, parsed, Refusal(std::move(checked)));
  }
  return new rpc::PullStream<grpc::ByteBuffer, WatchMessages>(hub_, context, parsed,
                                                              WatchMessages(watched_.Watch(parsed)));
}

}  // namespace nianbao::aggregation
