#include "services/submission/rpc/review_service.h"

#include "libs/rpc/unary.h"
#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/extend_deadline.h"
#include "services/submission/domain/list_review_queue.h"
#include "services/submission/domain/list_year_locks.h"
#include "services/submission/domain/lock_year.h"
#include "services/submission/domain/publish_filing.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/seal_node.h"
#include "services/submission/domain/unlock_year.h"
#include "services/submission/rpc/caller_of.h"

namespace nianbao::submission {

grpc::ServerUnaryReactor* ReviewService::ListReviewQueue(grpc::CallbackServerContext* context,
                                                         const v1::ListReviewQueueRequest* request,
                                                         v1::ListReviewQueueResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::ListReviewQueueRequest& request) {
                      return submission::ListReviewQueue(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* ReviewService::ReturnFiling(grpc::CallbackServerContext* context,
                                                      const v1::ReturnFilingRequest* request,
                                                      v1::ReturnFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::ReturnFilingRequest& request) {
                      return submission::ReturnFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* ReviewService::AcceptFiling(grpc::CallbackServerContext* context,
                                                      const v1::AcceptFilingRequest* request,
                                                      v1::AcceptFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::AcceptFilingRequest& request) {
                      return submission::AcceptFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* ReviewService::PublishFiling(grpc::CallbackServerContext* context,
                                                       const v1::PublishFilingRequest* request,
                                                       v1::PublishFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::PublishFilingRequest& request) {
                      return submission::PublishFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* ReviewService::RevokeFiling(grpc::CallbackServerContext* context,
                                                      const v1::RevokeFilingRequest* request,
                                                      v1::RevokeFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::RevokeFilingRequest& request) {
                      return submission::RevokeFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* ReviewService::ExtendDeadline(grpc::CallbackServerContext* context,
                                                        const v1::ExtendDeadlineRequest* request,
                                                        v1::ExtendDeadlineResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::ExtendDeadlineRequest& request) {
                      return submission::ExtendDeadline(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* ReviewService::LockYear(grpc::CallbackServerContext* context,
                                                  const v1::LockYearRequest* request, v1::LockYearResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::LockYearRequest& request) {
                      return submission::LockYear(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* ReviewService::UnlockYear(grpc::CallbackServerContext* context,
                                                    const v1::UnlockYearRequest* request,
                                                    v1::UnlockYearResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::UnlockYearRequest& request) {
                      return submission::UnlockYear(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* ReviewService::SealNode(grpc::CallbackServerContext* context,
                                                  const v1::SealNodeRequest* request, v1::SealNodeResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::SealNodeRequest& request) {
                      return submission::SealNode(deps_, CallerOf(call), request);
                    });
}

grpc::ServerUnaryReactor* ReviewService::ListYearLocks(grpc::CallbackServerContext* context,
                                                       const v1::ListYearLocksRequest* request,
                                                       v1::ListYearLocksResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::ListYearLocksRequest& request) {
                      return submission::ListYearLocks(deps_.store, request);
                    });
}

}  // namespace nianbao::submission
