// The use case of ReadDocument.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/open_document.h"

namespace nianbao::document::domain {

// Reads the report in a file: the JSON of one (.json), or whatever `open` knows.
//
// Errors: INVALID_ARGUMENT DOCUMENT_UNREADABLE, REPORT_MALFORMED and those of `open`; RESOURCE_EXHAUSTED
// DOCUMENT_TOO_LARGE, DOCUMENT_TOO_SLOW.
absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const v1::ReadDocumentRequest& request, DocumentOpener open,
                                                      const Limits& limits = {});

}  // namespace nianbao::document::domain
