// AggregationService on the wire.
#pragma once

#include "absl/time/time.h"
#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/proof/sealed_trees.h"
#include "services/aggregation/domain/watch/watch_hubs.h"

namespace nianbao::aggregation {

// Converts and calls; the work is done in domain/. All that it is given must outlive it.
//
// The messages of WatchAggregates are bytes, which many streams share.
class AggregationService final
    : public v1::AggregationService::WithRawCallbackMethod_WatchAggregates<v1::AggregationService::CallbackService> {
 public:
  // read_patience: how long a read may have to wait for its min_sequence, unless its deadline is nearer. proof_pool:
  // makes proofs, the first of which takes long, so that other reads need not wait for them.
  AggregationService(const LiveTotals& totals, SealedTrees& trees, absl::Duration read_patience, WatchHubs& watched,
                     rpc::WorkerPool& pool, rpc::WorkerPool& proof_pool, rpc::StreamHub& hub)
      : totals_(totals),
        trees_(trees),
        read_patience_(read_patience),
        watched_(watched),
        pool_(pool),
        proof_pool_(proof_pool),
        hub_(hub) {}

  grpc::ServerUnaryReactor* GetAggregate(grpc::CallbackServerContext* context, const v1::GetAggregateRequest* request,
                                         v1::GetAggregateResponse* response) override;
  grpc::ServerUnaryReactor* ListChildAggregates(grpc::CallbackServerContext* context,
                                                const v1::ListChildAggregatesRequest* request,
                                                v1::ListChildAggregatesResponse* response) override;
  grpc::ServerUnaryReactor* CompareAggregates(grpc::CallbackServerContext* context,
                                              const v1::CompareAggregatesRequest* request,
                                              v1::CompareAggregatesResponse* response) override;
  grpc::ServerUnaryReactor* CompareRollUp(grpc::CallbackServerContext* context, const v1::CompareRollUpRequest* request,
                                          v1::CompareRollUpResponse* response) override;
  grpc::ServerUnaryReactor* RankChildAggregates(grpc::CallbackServerContext* context,
                                                const v1::RankChildAggregatesRequest* request,
                                                v1::RankChildAggregatesResponse* response) override;
  grpc::ServerUnaryReactor* GetDistribution(grpc::CallbackServerContext* context,
                                            const v1::GetDistributionRequest* request,
                                            v1::GetDistributionResponse* response) override;
  grpc::ServerUnaryReactor* ListIndicators(grpc::CallbackServerContext* context,
                                           const v1::ListIndicatorsRequest* request,
                                           v1::ListIndicatorsResponse* response) override;
  grpc::ServerUnaryReactor* ListMissing(grpc::CallbackServerContext* context, const v1::ListMissingRequest* request,
                                        v1::ListMissingResponse* response) override;
  grpc::ServerUnaryReactor* ExplainCell(grpc::CallbackServerContext* context, const v1::ExplainCellRequest* request,
                                        v1::ExplainCellResponse* response) override;
  grpc::ServerUnaryReactor* ExplainChange(grpc::CallbackServerContext* context, const v1::ExplainChangeRequest* request,
                                          v1::ExplainChangeResponse* response) override;
  grpc::ServerUnaryReactor* GetProof(grpc::CallbackServerContext* context, const v1::GetProofRequest* request,
                                     v1::GetProofResponse* response) override;
  grpc::ServerUnaryReactor* LinkRoots(grpc::CallbackServerContext* context, const v1::LinkRootsRequest* request,
                                      v1::LinkRootsResponse* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchAggregates(grpc::CallbackServerContext* context,
                                                              const grpc::ByteBuffer* request) override;

 private:
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, const Request* request, Response* response,
                                   absl::StatusOr<Response> (*answer)(const LiveTotals&, absl::Duration,
                                                                      const Request&)) const;
  absl::Duration PatienceFor(const rpc::Call& call) const;

  const LiveTotals& totals_;
  SealedTrees& trees_;
  const absl::Duration read_patience_;
  WatchHubs& watched_;
  rpc::WorkerPool& pool_;
  rpc::WorkerPool& proof_pool_;
  rpc::StreamHub& hub_;
};

}  // namespace nianbao::aggregation
