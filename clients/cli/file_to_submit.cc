#include "clients/cli/file_to_submit.h"

#include <fmt/core.h>

#include <utility>

#include "clients/cli/attachment.h"
#include "clients/cli/names.h"
#include "clients/cli/read_file.h"
#include "clients/cpp/filing_etag.h"
#include "libs/status/try.h"

namespace nianbao::cli {

std::string FileToSubmit::title() const {
  const form::v1::AnnualReport& report = document.report();
  return fmt::format("{} {}", report.organ_name().empty() ? "机关名称未读出" : report.organ_name(),
                     report.year() == 0 ? "年度未读出" : fmt::format("{}年", report.year()));
}

absl::StatusOr<std::string> FilingOf(const SubmitHow& options, const form::v1::AnnualReport& report) {
  if (options.organs == nullptr) return FilingNameOf(options.organ, report);
  ASSIGN_OR_RETURN(const std::string organ, options.organs->Find(report.organ_name()));
  return FilingNameOf(organ, report);
}

absl::StatusOr<FileToSubmit> AsToSubmit(const Session& session, const SubmitServices& services,
                                        const SubmitHow& options, document::v1::ReadDocumentResponse document) {
  FileToSubmit file;
  file.document = std::move(document);
  if (ReadingStatus(file.document) == kErrorFindings) return file;
  const form::v1::AnnualReport& report = file.document.report();
  ASSIGN_OR_RETURN(const std::string filing, FilingOf(options, report));
  ASSIGN_OR_RETURN(const std::string etag, client::EtagOrNone(services.submission, session.call(), filing));
  file.request.set_filing(filing);
  file.request.set_etag(etag);
  file.request.set_correction_reason(options.reason);
  *file.request.mutable_report() = report;
  return file;
}

absl::StatusOr<FileToSubmit> ReadToSubmit(const Session& session, const SubmitServices& services,
                                          const SubmitHow& options, const std::string& path) {
  ASSIGN_OR_RETURN(auto document, ReadFileOf2021(services.document, path, session.call()));
  ASSIGN_OR_RETURN(FileToSubmit file, AsToSubmit(session, services, options, std::move(document)));
  if (file.readable()) {
    ASSIGN_OR_RETURN(*file.request.add_attachments(), AttachmentOf(path));
  }
  return file;
}

absl::StatusOr<submission::v1::SaveDraftResponse> SaveAsDraft(const Session& session, const SubmitServices& services,
                                                              const FileToSubmit& file) {
  submission::v1::SaveDraftRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(file.request.filing());
  request.set_etag(file.request.etag());
  *request.mutable_report() = file.request.report();
  *request.mutable_attachments() = file.request.attachments();
  request.set_validate_only(file.request.validate_only());
  return rpc::CallUnary(services.submission, &submission::v1::SubmissionService::Stub::SaveDraft, request,
                        session.call());
}

}  // namespace nianbao::cli
