#include "tests/integration/suite/client.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace nianbao::integration {

using aggregation::v1::AggregationService;
using directory::v1::DirectoryService;
using document::v1::DocumentService;
using submission::v1::EventService;
using submission::v1::ReviewService;
using submission::v1::SubmissionService;

Client::Client(Suite& suite, std::string actor, rpc::CallOptions options)
    : options_(std::move(options)),
      document_(DocumentService::NewStub(suite.document())),
      directory_(DirectoryService::NewStub(suite.submission())),
      submission_(SubmissionService::NewStub(suite.submission())),
      review_(ReviewService::NewStub(suite.submission())),
      events_(EventService::NewStub(suite.submission())),
      aggregation_(AggregationService::NewStub(suite.aggregation())) {
  options_.actor = std::move(actor);
}

absl::StatusOr<document::v1::ReadDocumentResponse> Client::Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  document::v1::ReadDocumentRequest request;
  request.set_file_name(std::filesystem::path(path).filename().string());
  request.set_content(content.str());
  return rpc::CallUnary(*document_, &DocumentService::Stub::ReadDocument, request, options_);
}

absl::StatusOr<directory::v1::ImportOrgansResponse> Client::ImportOrgans(const std::vector<organ::v1::Organ>& organs,
                                                                         const std::string& request_id) {
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(request_id.empty() ? rpc::NewRequestId() : request_id);
  for (const auto& organ : organs) *request.add_organs() = organ;
  return rpc::CallUnary(*directory_, &DirectoryService::Stub::ImportOrgans, request, options_);
}

absl::StatusOr<submission::v1::SubmitFilingResponse> Client::Submit(
    const submission::v1::SubmitFilingRequest& request) {
  return rpc::CallUnary(*submission_, &SubmissionService::Stub::SubmitFiling, request, options_);
}

absl::StatusOr<submission::v1::AcceptFilingResponse> Client::Accept(
    const submission::v1::AcceptFilingRequest& request) {
  return rpc::CallUnary(*review_, &ReviewService::Stub::AcceptFiling, request, options_);
}

absl::StatusOr<submission::v1::Filing> Client::Get(const std::string& filing) {
  submission::v1::GetFilingRequest request;
  request.set_name(filing);
  auto response = rpc::CallUnary(*submission_, &SubmissionService::Stub::GetFiling, request, options_);
  if (!response.ok()) return response.status();
  return std::move(*response->mutable_filing());
}

absl::StatusOr<submission::v1::EventToken> Client::Head() {
  auto response = rpc::CallUnary(*events_, &EventService::Stub::GetHead, submission::v1::GetHeadRequest(), options_);
  if (!response.ok()) return response.status();
  return std::move(*response->mutable_token());
}

absl::StatusOr<aggregation::v1::Aggregate> Client::Aggregate(const std::string& node, int year, int64_t min_sequence) {
  aggregation::v1::GetAggregateRequest request;
  request.set_node(node);
  request.set_year(year);
  request.set_min_sequence(min_sequence);
  auto response = rpc::CallUnary(*aggregation_, &AggregationService::Stub::GetAggregate, request, options_);
  if (!response.ok()) return response.status();
  return std::move(*response->mutable_aggregate());
}

submission::v1::SubmitFilingRequest SubmitRequest(const std::string& organ, const form::v1::AnnualReport& report) {
  submission::v1::SubmitFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(absl::StrCat("organs/", organ, "/filings/", report.year(), "-own"));
  *request.mutable_report() = report;
  return request;
}

submission::v1::AcceptFilingRequest AcceptRequest(const submission::v1::Filing& filing) {
  submission::v1::AcceptFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(filing.name());
  request.set_etag(filing.etag());
  request.set_signed_off_by("签发人");
  return request;
}

}  // namespace nianbao::integration
