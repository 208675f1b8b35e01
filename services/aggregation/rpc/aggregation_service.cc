#include "services/aggregation/rpc/aggregation_service.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "absl/time/clock.h"
#include "libs/rpc/unary.h"
#include "services/aggregation/domain/query/get_aggregate.h"
#include "services/aggregation/domain/query/get_proof.h"
#include "services/aggregation/domain/query/list_child_aggregates.h"
#include "services/aggregation/domain/watch/watch_cursor.h"

namespace nianbao::aggregation {
namespace {

// Left of a deadline for the refusal to reach the caller: it says more than DEADLINE_EXCEEDED.
constexpr absl::Duration kReplyTime = absl::Milliseconds(200);

}  // namespace

absl::Duration AggregationService::PatienceFor(const rpc::Call& call) const {
  return std::clamp(call.deadline - absl::Now() - kReplyTime, absl::ZeroDuration(), patience_.read);
}

grpc::ServerUnaryReactor* AggregationService::GetAggregate(grpc::CallbackServerContext* context,
                                                           const v1::GetAggregateRequest* request,
                                                           v1::GetAggregateResponse* response) {
  return rpc::Unary(pool_, context, request, response,
                    [this](const rpc::Call& call, const v1::GetAggregateRequest& request) {
                      return aggregation::GetAggregate(totals_, PatienceFor(call), request);
                    });
}

grpc::ServerUnaryReactor* AggregationService::ListChildAggregates(grpc::CallbackServerContext* context,
                                                                  const v1::ListChildAggregatesRequest* request,
                                                                  v1::ListChildAggregatesResponse* response) {
  return rpc::Unary(pool_, context, request, response,
                    [this](const rpc::Call& call, const v1::ListChildAggregatesRequest& request) {
                      return aggregation::ListChildAggregates(totals_, PatienceFor(call), request);
                    });
}

grpc::ServerUnaryReactor* AggregationService::GetProof(grpc::CallbackServerContext* context,
                                                       const v1::GetProofRequest* request,
                                                       v1::GetProofResponse* response) {
  return rpc::Unary(proof_pool_, context, request, response,
                    [this](const rpc::Call& call, const v1::GetProofRequest& request) {
                      return aggregation::GetProof(totals_, trees_, PatienceFor(call), request);
                    });
}

grpc::ServerWriteReactor<v1::WatchAggregatesResponse>* AggregationService::WatchAggregates(
    grpc::CallbackServerContext* context, const v1::WatchAggregatesRequest* request) {
  using Stream = rpc::PullStream<v1::WatchAggregatesResponse>;
  Stream::Next next;
  if (const absl::Status checked = CheckWatch(*request); !checked.ok()) {
    next = [checked] { return checked; };
  } else {
    next = [cursor = std::make_shared<WatchCursor>(totals_, *request, patience_.watch)] { return cursor->Next(); };
  }
  return new Stream(hub_, rpc::CallOf(*context, request->GetDescriptor()->name()), std::move(next));
}

}  // namespace nianbao::aggregation
