#include "clients/cpp/file_report.h"

#include <utility>

#include "clients/cpp/filing_etag.h"
#include "libs/status/try.h"

namespace nianbao::client {

using submission::v1::SubmissionService;

absl::StatusOr<submission::v1::SaveDraftResponse> SaveReport(SubmissionService::Stub& service,
                                                             const rpc::CallOptions& options,
                                                             submission::v1::SaveDraftRequest request) {
  request.set_request_id(rpc::NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_etag(), EtagOrNone(service, options, request.filing()));
  return rpc::CallUnary(service, &SubmissionService::Stub::SaveDraft, request, options);
}

absl::StatusOr<submission::v1::SubmitFilingResponse> SubmitDraft(SubmissionService::Stub& service,
                                                                 const rpc::CallOptions& options,
                                                                 const submission::v1::Filing& draft,
                                                                 submission::v1::SubmitFilingRequest request) {
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(draft.name());
  request.set_etag(draft.etag());
  return rpc::CallUnary(service, &SubmissionService::Stub::SubmitFiling, request, options);
}

absl::StatusOr<submission::v1::Filing> FileReport(SubmissionService::Stub& service, const rpc::CallOptions& options,
                                                  submission::v1::SaveDraftRequest request) {
  ASSIGN_OR_RETURN(submission::v1::SaveDraftResponse saved, SaveReport(service, options, std::move(request)));
  if (saved.filing().open_revision().verdict().error_count() > 0) return std::move(*saved.mutable_filing());
  ASSIGN_OR_RETURN(submission::v1::SubmitFilingResponse submitted, SubmitDraft(service, options, saved.filing()));
  return std::move(*submitted.mutable_filing());
}

}  // namespace nianbao::client
