#include "clients/cli/filing_etag.h"

#include "libs/status/error.h"

namespace nianbao::cli {

using submission::v1::SubmissionService;

absl::StatusOr<std::string> EtagOf(const Session& session, SubmissionService::Stub& service,
                                   const std::string& filing) {
  submission::v1::GetFilingRequest request;
  request.set_name(filing);
  const auto response = rpc::CallUnary(service, &SubmissionService::Stub::GetFiling, request, session.call());
  if (!response.ok()) return response.status();
  return response->filing().etag();
}

absl::StatusOr<std::string> EtagOrNone(const Session& session, SubmissionService::Stub& service,
                                       const std::string& filing) {
  absl::StatusOr<std::string> etag = EtagOf(session, service, filing);
  if (status::ReasonOf(etag.status()) == "FILING_UNKNOWN") return std::string();
  return etag;
}

}  // namespace nianbao::cli
