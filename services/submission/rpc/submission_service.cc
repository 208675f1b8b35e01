#include "services/submission/rpc/submission_service.h"

#include "libs/rpc/batch_stream.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/request_size.h"
#include "libs/rpc/unary.h"
#include "libs/status/try.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/batch_submit_filings.h"
#include "services/submission/domain/explain_warning.h"
#include "services/submission/domain/get_document.h"
#include "services/submission/domain/get_filing.h"
#include "services/submission/domain/list_filings.h"
#include "services/submission/domain/list_revisions.h"
#include "services/submission/domain/save_draft.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/withdraw_filing.h"
#include "services/submission/rpc/caller_of.h"

namespace nianbao::submission {
namespace {

// Requests of one stream that are carried out or wait, or whose answers wait to be taken.
constexpr size_t kStreamInFlightMax = 4;

// What a request may have: attachments, which the domain limits, come on top of what any request may have.
template <typename Request>
size_t BytesMaxOf(const Request& request) {
  size_t bytes_max = rpc::kRequestBytesMax;
  for (const v1::Attachment& attachment : request.attachments()) bytes_max += attachment.ByteSizeLong();
  return bytes_max;
}

}  // namespace

grpc::ServerUnaryReactor* SubmissionService::SaveDraft(grpc::CallbackServerContext* context,
                                                       const v1::SaveDraftRequest* request,
                                                       v1::SaveDraftResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::SaveDraftRequest& request) {
                      return submission::SaveDraft(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing()),
                     .precedence = rpc::Precedence::kRefusedLast,
                     .request_bytes_max = BytesMaxOf(*request)});
}

grpc::ServerUnaryReactor* SubmissionService::SubmitFiling(grpc::CallbackServerContext* context,
                                                          const v1::SubmitFilingRequest* request,
                                                          v1::SubmitFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::SubmitFilingRequest& request) {
                      return submission::SubmitFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing()), .request_bytes_max = BytesMaxOf(*request)});
}

grpc::ServerBidiReactor<v1::BatchSubmitRequest, v1::BatchSubmitResponse>* SubmissionService::BatchSubmit(
    grpc::CallbackServerContext* context) {
  using Stream = rpc::BatchStream<v1::BatchSubmitRequest, v1::BatchSubmitResponse>;
  const auto answer = [this](const rpc::Call& call,
                             const v1::BatchSubmitRequest& request) -> absl::StatusOr<v1::BatchSubmitResponse> {
    const v1::SubmitFilingRequest& submission = request.submission();
    RETURN_IF_ERROR(rpc::CheckRequestSize(submission.ByteSizeLong(), BytesMaxOf(submission)));
    v1::BatchSubmitResponse response;
    ASSIGN_OR_RETURN(*response.mutable_submitted(), submission::SubmitFiling(deps_, CallerOf(call), submission));
    return response;
  };
  return new Stream(streams_, *context, kStreamInFlightMax, answer);
}

grpc::ServerUnaryReactor* SubmissionService::BatchSubmitFilings(grpc::CallbackServerContext* context,
                                                                const v1::BatchSubmitFilingsRequest* request,
                                                                v1::BatchSubmitFilingsResponse* response) {
  return rpc::Unary(batches_, context, request, response,
                    [this](const rpc::Call& call, const v1::BatchSubmitFilingsRequest& request) {
                      return submission::BatchSubmitFilings(deps_, CallerOf(call), request, call.deadline);
                    },
                    {.request_bytes_max = rpc::kMessageBytesMax});
}

grpc::ServerUnaryReactor* SubmissionService::ExplainWarning(grpc::CallbackServerContext* context,
                                                            const v1::ExplainWarningRequest* request,
                                                            v1::ExplainWarningResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::ExplainWarningRequest& request) {
                      return submission::ExplainWarning(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* SubmissionService::WithdrawFiling(grpc::CallbackServerContext* context,
                                                            const v1::WithdrawFilingRequest* request,
                                                            v1::WithdrawFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::WithdrawFilingRequest& request) {
                      return submission::WithdrawFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing())});
}

grpc::ServerUnaryReactor* SubmissionService::GetFiling(grpc::CallbackServerContext* context,
                                                       const v1::GetFilingRequest* request,
                                                       v1::GetFilingResponse* response) {
  return rpc::Unary(reads_, context, request, response, [this](const rpc::Call&, const v1::GetFilingRequest& request) {
    return submission::GetFiling(deps_.store, request);
  });
}

grpc::ServerUnaryReactor* SubmissionService::ListFilings(grpc::CallbackServerContext* context,
                                                         const v1::ListFilingsRequest* request,
                                                         v1::ListFilingsResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::ListFilingsRequest& request) {
                      return submission::ListFilings(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* SubmissionService::ListRevisions(grpc::CallbackServerContext* context,
                                                           const v1::ListRevisionsRequest* request,
                                                           v1::ListRevisionsResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::ListRevisionsRequest& request) {
                      return submission::ListRevisions(deps_.store, request);
                    });
}

grpc::ServerUnaryReactor* SubmissionService::BackloadFiling(grpc::CallbackServerContext* context,
                                                            const v1::BackloadFilingRequest* request,
                                                            v1::BackloadFilingResponse* response) {
  return rpc::Unary(changes_, context, request, response,
                    [this](const rpc::Call& call, const v1::BackloadFilingRequest& request) {
                      return submission::BackloadFiling(deps_, CallerOf(call), request);
                    },
                    {.lane = lanes_.Of(request->filing()), .request_bytes_max = BytesMaxOf(*request)});
}

grpc::ServerUnaryReactor* SubmissionService::GetDocument(grpc::CallbackServerContext* context,
                                                         const v1::GetDocumentRequest* request,
                                                         v1::GetDocumentResponse* response) {
  return rpc::Unary(reads_, context, request, response,
                    [this](const rpc::Call&, const v1::GetDocumentRequest& request) {
                      return submission::GetDocument(deps_.store, request);
                    });
}

}  // namespace nianbao::submission
