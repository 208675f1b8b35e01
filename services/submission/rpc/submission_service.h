// SubmissionService on the wire.
#pragma once

#include "libs/rpc/stream_hub.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"
#include "services/submission/domain/deps.h"
#include "services/submission/rpc/subtree_lanes.h"

namespace nianbao::submission {

// Converts and calls; the work is done in domain/. Changes may wait for the rules, so reads have a pool of their own;
// so have those who submit many filings, lest others wait for them. All that it is given must outlive it.
class SubmissionService final : public v1::SubmissionService::CallbackService {
 public:
  // streams: carries out BatchSubmit; batches: BatchSubmitFilings.
  SubmissionService(Deps deps, const SubtreeLanes& lanes, rpc::WorkerPool& changes, rpc::WorkerPool& reads,
                    rpc::StreamHub& streams, rpc::WorkerPool& batches)
      : deps_(deps), lanes_(lanes), changes_(changes), reads_(reads), streams_(streams), batches_(batches) {}

  grpc::ServerUnaryReactor* SaveDraft(grpc::CallbackServerContext* context, const v1::SaveDraftRequest* request,
                                      v1::SaveDraftResponse* response) override;
  grpc::ServerUnaryReactor* SubmitFiling(grpc::CallbackServerContext* context, const v1::SubmitFilingRequest* request,
                                         v1::SubmitFilingResponse* response) override;
  grpc::ServerBidiReactor<v1::BatchSubmitRequest, v1::BatchSubmitResponse>* BatchSubmit(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* BatchSubmitFilings(grpc::CallbackServerContext* context,
                                               const v1::BatchSubmitFilingsRequest* request,
                                               v1::BatchSubmitFilingsResponse* response) override;
  grpc::ServerUnaryReactor* ExplainWarning(grpc::CallbackServerContext* context,
                                           const v1::ExplainWarningRequest* request,
                                           v1::ExplainWarningResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawFiling(grpc::CallbackServerContext* context,
                                           const v1::WithdrawFilingRequest* request,
                                           v1::WithdrawFilingResponse* response) override;
  grpc::ServerUnaryReactor* GetFiling(grpc::CallbackServerContext* context, const v1::GetFilingRequest* request,
                                      v1::GetFilingResponse* response) override;
  grpc::ServerUnaryReactor* ListFilings(grpc::CallbackServerContext* context, const v1::ListFilingsRequest* request,
                                        v1::ListFilingsResponse* response) override;
  grpc::ServerUnaryReactor* ListRevisions(grpc::CallbackServerContext* context, const v1::ListRevisionsRequest* request,
                                          v1::ListRevisionsResponse* response) override;
  grpc::ServerUnaryReactor* BackloadFiling(grpc::CallbackServerContext* context,
                                           const v1::BackloadFilingRequest* request,
                                           v1::BackloadFilingResponse* response) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context, const v1::GetDocumentRequest* request,
                                        v1::GetDocumentResponse* response) override;

 private:
  const Deps deps_;
  const SubtreeLanes& lanes_;
  rpc::WorkerPool& changes_;
  rpc::WorkerPool& reads_;
  rpc::StreamHub& streams_;
  rpc::WorkerPool& batches_;
};

}  // namespace nianbao::submission
