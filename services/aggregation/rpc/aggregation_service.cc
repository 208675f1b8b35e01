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
#include "services/aggregation/domain/query/get_aggregate.h"
#include "services/aggregation/domain/query/list_child_aggregates.h"
#include "services/aggregation/domain/watch/subscription.h"
#include "services/aggregation/domain/watch/watcher.h"

namespace nianbao::aggregation {
namespace {

// Left of a deadline for the refusal to reach the caller: it says more than DEADLINE_EXCEEDED.
constexpr absl::Duration kReplyTime = absl::Milliseconds(200);

}  // namespace

absl::Duration AggregationService::PatienceFor(const rpc::Call& call) const {
  return std::clamp(call.deadline - absl::Now() - kReplyTime, absl::ZeroDuration(), read_patience_);
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

grpc::ServerWriteReactor<grpc::ByteBuffer>* AggregationService::WatchAggregates(grpc::CallbackServerContext* context,
                                                                                const grpc::ByteBuffer* request) {
  using Stream = rpc::PullStream<grpc::ByteBuffer>;
  v1::WatchAggregatesRequest parsed;
  absl::Status checked = rpc::ParseRequest(*request, parsed);
  if (checked.ok()) checked = CheckWatch(parsed);
  Stream::Next next = [checked] { return checked; };
  if (checked.ok()) {
    next = [watcher = std::make_shared<Watcher>(
                watched_.Watch(parsed))]() -> absl::StatusOr<std::optional<grpc::ByteBuffer>> {
      ASSIGN_OR_RETURN(std::shared_ptr<const std::string> told, watcher->Next());
      if (told == nullptr) return std::nullopt;
      return rpc::SharedMessage(std::move(told));
    };
  }
  return new Stream(hub_, context, parsed.GetDescriptor()->name(), std::move(next));
}

}  // namespace nianbao::aggregation
