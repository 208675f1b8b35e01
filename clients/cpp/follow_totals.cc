#include "clients/cpp/follow_totals.h"

#include "absl/time/clock.h"
#include "libs/status/error.h"

namespace nianbao::client {
namespace {

using aggregation::v1::AggregationService;
using aggregation::v1::WatchAggregatesRequest;
using aggregation::v1::WatchAggregatesResponse;
using Take = absl::FunctionRef<bool(const WatchAggregatesResponse& step)>;

// Reads one stream until it breaks or enough was taken; remembers where to go on.
absl::Status FollowOne(AggregationService::Stub& service, const rpc::CallOptions& options,
                       WatchAggregatesRequest& request, Take take) {
  grpc::ClientContext context;
  if (!options.actor.empty()) context.AddMetadata(rpc::kActorKey, options.actor);
  const auto reader = service.WatchAggregates(&context, request);
  WatchAggregatesResponse part;
  WatchAggregatesResponse step;
  while (reader->Read(&part)) {
    step.MergeFrom(part);
    // More of the step is to come.
    if (!part.has_position()) continue;
    *request.mutable_resume_token() = part.position();
    if (!take(step)) {
      context.TryCancel();
      reader->Finish();
      return absl::OkStatus();
    }
    step.Clear();
  }
  return rpc::FromGrpc(reader->Finish());
}

bool GoesOnAfter(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status::ReasonOf(status) == "READER_STUCK";
}

}  // namespace

absl::Status FollowTotals(AggregationService::Stub& service, const rpc::CallOptions& options,
                          WatchAggregatesRequest request, Take take, const OnBreak& on_break) {
  while (true) {
    const absl::Status status = FollowOne(service, options, request, take);
    if (!GoesOnAfter(status)) return status;
    on_break.tell(status);
    absl::SleepFor(on_break.pause);
  }
}

}  // namespace nianbao::client
