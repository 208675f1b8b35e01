// Giving a document back as it was filed.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The contract is that of submission.v1.SubmissionService.GetDocument.
absl::StatusOr<v1::GetDocumentResponse> GetDocument(const StoreReader& store, const v1::GetDocumentRequest& request);

}  // namespace nianbao::submission
