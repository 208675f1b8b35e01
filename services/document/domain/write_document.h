// The use case of WriteDocument.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/limits.h"
#include "services/document/domain/writers.h"

namespace nianbao::document::domain {

// Writes the report, and its annexes behind it, in the format asked for.
//
// Errors: INVALID_ARGUMENT FIELD_INVALID, REPORT_MALFORMED; RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE when the file, or
// the number of its paragraphs and cells, is beyond what could be read again; INTERNAL DOCUMENT_NOT_WRITTEN.
absl::StatusOr<v1::WriteDocumentResponse> WriteDocument(const v1::WriteDocumentRequest& request, const Writers& writers,
                                                        const Limits& limits = {});

}  // namespace nianbao::document::domain
