// The use case of ReadDocument.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/limits.h"
#include "services/document/domain/readers.h"

namespace nianbao::document::domain {

// Reads a text file (.txt, .text, .md, or no ending) or the JSON of a report (.json).
//
// Errors: INVALID_ARGUMENT UNSUPPORTED_FORMAT, DOCUMENT_UNREADABLE, REPORT_MALFORMED; RESOURCE_EXHAUSTED
// DOCUMENT_TOO_LARGE, DOCUMENT_TOO_SLOW.
absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const v1::ReadDocumentRequest& request, const Readers& readers,
                                                      const Limits& limits = {});

}  // namespace nianbao::document::domain
