#include "clients/cpp/filing_etag.h"

#include "libs/status/error.h"

namespace nianbao::client {

using submission::v1::SubmissionService;

absl::StatusOr<std::string> EtagOf(SubmissionService::Stub& service, const rpc::CallOptions& options,
                                   const std::string& filing) {
  submission::v1::GetFilingRequest request;
  request.set_name(filing);
  const auto response = rpc::CallUnary(service, &SubmissionService::Stub::GetFiling, request, options);
  if (!response.ok()) return response.status();
  return response->filing().etag();
}

absl::StatusOr<std::string> EtagOrNone(SubmissionService::Stub& service, const rpc::CallOptions& options,
                                       const std::string& filing) {
  absl::StatusOr<std::string> etag = EtagOf(service, options, filing);
  if (status::ReasonOf(etag.status()) == "FILING_UNKNOWN") return std::string();
  return etag;
}

}  // namespace nianbao::client
