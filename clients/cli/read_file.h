// Documents from disk to report, through the document service.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::cli {

// entry: of an archive, the document to read. NOT_FOUND FILE_UNREADABLE, RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE, and
// what the service refuses.
absl::StatusOr<document::v1::ReadDocumentResponse> ReadFile(document::v1::DocumentService::Stub& service,
                                                            const std::string& path, const rpc::CallOptions& options,
                                                            const std::string& entry = "");

// The same, for steps that take reports of the 2021 edition only: INVALID_ARGUMENT EDITION_UNSUPPORTED for another.
absl::StatusOr<document::v1::ReadDocumentResponse> ReadFileOf2021(document::v1::DocumentService::Stub& service,
                                                                  const std::string& path,
                                                                  const rpc::CallOptions& options);

// Writes into the findings' cells where the document has them.
void AddPlaces(const document::v1::ReadDocumentResponse& document, validation::v1::Verdict& verdict);

// What reading alone says: kUnresolvedCells when a cell is unresolved, kErrorFindings when the reader found an error,
// kClean otherwise.
ExitStatus ReadingStatus(const document::v1::ReadDocumentResponse& document);

// How many of the reader's findings are errors.
int ErrorCount(const document::v1::ReadDocumentResponse& document);

}  // namespace nianbao::cli
