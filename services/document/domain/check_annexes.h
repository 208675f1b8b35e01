// The rules for annexes of a document.
#pragma once

#include "absl/status/status.h"
#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document::domain {

// INVALID_ARGUMENT FIELD_INVALID when the format holds no annexes, or for the first annex that is larger than
// document.v1.Annex says, has a row of other columns than its table, or a text that is not UTF-8.
absl::Status CheckAnnexes(const v1::WriteDocumentRequest& request);

}  // namespace nianbao::document::domain
