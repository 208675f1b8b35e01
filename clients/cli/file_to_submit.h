// A file on its way to be submitted.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/organ_by_name.h"
#include "clients/cli/session.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::cli {

// What submitting works with.
struct SubmitServices {
  document::v1::DocumentService::Stub& document;
  submission::v1::SubmissionService::Stub& submission;
};

// How the files of one command line are submitted.
struct SubmitHow {
  // The organ whose reports they are, as people type it; "" to look it up by the names that the reports print.
  std::string organ;
  // Why accepted reports are corrected; may be empty.
  std::string reason;
  // Unset when `organ` is given.
  const OrgansByName* organs = nullptr;
};

// The filing that a report belongs to. Errors are those of OrgansByName::Find.
absl::StatusOr<std::string> FilingOf(const SubmitHow& options, const form::v1::AnnualReport& report);

struct FileToSubmit {
  document::v1::ReadDocumentResponse document;
  // Without a request_id; unset when the document could not be read without errors.
  submission::v1::SubmitFilingRequest request;

  bool readable() const { return !request.filing().empty(); }
  // "某某局 2024年".
  std::string title() const;
};

// Reads the filing of what was read as it stands. Errors are those of GetFiling and FilingOf.
absl::StatusOr<FileToSubmit> AsToSubmit(const Session& session, const SubmitServices& services,
                                        const SubmitHow& options, document::v1::ReadDocumentResponse document);

// Reads the file and the filing as it stands, and attaches the file. Errors are those of ReadFileOf2021, GetFiling,
// AttachmentOf and FilingOf.
absl::StatusOr<FileToSubmit> ReadToSubmit(const Session& session, const SubmitServices& services,
                                          const SubmitHow& options, const std::string& path);

// The draft of what was not submitted, or would be one where the request only validates. Errors are those of SaveDraft.
absl::StatusOr<submission::v1::SaveDraftResponse> SaveAsDraft(const Session& session, const SubmitServices& services,
                                                              const FileToSubmit& file);

}  // namespace nianbao::cli
