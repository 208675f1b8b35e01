// ReviewService on the wire.
#pragma once

#include "libs/rpc/worker_pool.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "services/submission/domain/deps.h"
#include "services/submission/rpc/subtree_lanes.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. Changes may wait for the rules, so reads have a pool of their own.
// All that it is given must outlive it.
class ReviewService final : public v1::ReviewService::CallbackService {
 public:
  ReviewService(Deps deps, const SubtreeLanes& lanes, rpc::WorkerPool& changes, rpc::WorkerPool& reads)
      : deps_(deps), lanes_(lanes), changes_(changes), reads_(reads) {}

  grpc::ServerUnaryReactor* ListReviewQueue(grpc::CallbackServerContext* context,
                                            const v1::ListReviewQueueRequest* request,
                                            v1::ListReviewQueueResponse* response) override;
  grpc::ServerUnaryReactor* ReturnFiling(grpc::CallbackServerContext* context, const v1::ReturnFilingRequest* request,
                                         v1::ReturnFilingResponse* response) override;
  grpc::ServerUnaryReactor* AcceptFiling(grpc::CallbackServerContext* context, const v1::AcceptFilingRequest* request,
                                         v1::AcceptFilingResponse* response) override;
  grpc::ServerUnaryReactor* PublishFiling(grpc::CallbackServerContext* context, const v1::PublishFilingRequest* request,
                                          v1::PublishFilingResponse* response) override;
  grpc::ServerUnaryReactor* RevokeFiling(grpc::CallbackServerContext* context, const v1::RevokeFilingRequest* request,
                                         v1::RevokeFilingResponse* response) override;
  grpc::ServerUnaryReactor* ExtendDeadline(grpc::CallbackServerContext* context,
                                           const v1::ExtendDeadlineRequest* request,
                                           v1::ExtendDeadlineResponse* response) override;
  grpc::ServerUnaryReactor* LockYear(grpc::CallbackServerContext* context, const v1::LockYearRequest* request,
                                     v1::LockYearResponse* response) override;
  grpc::ServerUnaryReactor* UnlockYear(grpc::CallbackServerContext* context, const v1::UnlockYearRequest* request,
                                       v1::UnlockYearResponse* response) override;
  grpc::ServerUnaryReactor* SealNode(grpc::CallbackServerContext* context, const v1::SealNodeRequest* request,
                                     v1::SealNodeResponse* response) override;
  grpc::ServerUnaryReactor* ListYearLocks(grpc::CallbackServerContext* context, const v1::ListYearLocksRequest* request,
                                          v1::ListYearLocksResponse* response) override;

 private:
  const Deps deps_;
  const SubtreeLanes& lanes_;
  rpc::WorkerPool& changes_;
  rpc::WorkerPool& reads_;
};

}  // namespace nianbao::submission
