// Filing a report: a draft is kept and checked, and submitted where no check stands against it.
#pragma once

#include "absl/status/statusor.h"
#include "libs/rpc/client_call.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::client {

// Keeps the report as the draft of the filing, over whatever draft stands there. The request names the filing and has
// the report; request_id and etag are filled in. The answer has the verdict in filing.open_revision. Errors: those of
// GetFiling and SaveDraft.
absl::StatusOr<submission::v1::SaveDraftResponse> SaveReport(submission::v1::SubmissionService::Stub& service,
                                                             const rpc::CallOptions& options,
                                                             submission::v1::SaveDraftRequest request);

// Submits the draft as it was saved. The request may have explanations and a reason; the rest is filled in. Errors:
// those of SubmitFiling.
absl::StatusOr<submission::v1::SubmitFilingResponse> SubmitDraft(submission::v1::SubmissionService::Stub& service,
                                                                 const rpc::CallOptions& options,
                                                                 const submission::v1::Filing& draft,
                                                                 submission::v1::SubmitFilingRequest request = {});

// Both. The filing stays a draft, which the answer says, while its verdict has errors.
absl::StatusOr<submission::v1::Filing> FileReport(submission::v1::SubmissionService::Stub& service,
                                                  const rpc::CallOptions& options,
                                                  submission::v1::SaveDraftRequest request);

}  // namespace nianbao::client
