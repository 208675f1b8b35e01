// AggregationService on the wire.
#pragma once

#include "absl/time/time.h"
#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/watch/watch_hubs.h"

namespace nianbao::aggregation {

// Converts and calls; the work is done in domain/. All that it is given must outlive it.
//
// The messages of WatchAggregates are bytes, which many streams share.
class AggregationService final
    : public v1::AggregationService::WithRawCallbackMethod_WatchAggregates<v1::AggregationService::CallbackService> {
 public:
  // read_patience: how long a read may have to wait for its min_sequence, unless its deadline is nearer.
  AggregationService(const LiveTotals& totals, absl::Duration read_patience, WatchHubs& watched, rpc::WorkerPool& pool,
                     rpc::StreamHub& hub)
      : totals_(totals), read_patience_(read_patience), watched_(watched), pool_(pool), hub_(hub) {}

  grpc::ServerUnaryReactor* GetAggregate(grpc::CallbackServerContext* context, const v1::GetAggregateRequest* request,
                                         v1::GetAggregateResponse* response) override;
  grpc::ServerUnaryReactor* ListChildAggregates(grpc::CallbackServerContext* context,
                                                const v1::ListChildAggregatesRequest* request,
                                                v1::ListChildAggregatesResponse* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchAggregates(grpc::CallbackServerContext* context,
                                                              const grpc::ByteBuffer* request) override;

 private:
  absl::Duration PatienceFor(const rpc::Call& call) const;

  const LiveTotals& totals_;
  const absl::Duration read_patience_;
  WatchHubs& watched_;
  rpc::WorkerPool& pool_;
  rpc::StreamHub& hub_;
};

}  // namespace nianbao::aggregation
