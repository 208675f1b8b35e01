// A caller of the suite, for tests: one method for each step of a filing's life.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/rpc/client_call.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {

// Names itself `actor` in every call. Where a request_id is not given, a fresh one is used.
class Client {
 public:
  Client(Suite& suite, std::string actor, rpc::CallOptions options = {});

  absl::StatusOr<document::v1::ReadDocumentResponse> Read(const std::string& path);
  absl::StatusOr<directory::v1::ImportOrgansResponse> ImportOrgans(const std::vector<organ::v1::Organ>& organs,
                                                                   const std::string& request_id = "");
  absl::StatusOr<submission::v1::SubmitFilingResponse> Submit(const submission::v1::SubmitFilingRequest& request);
  absl::StatusOr<submission::v1::AcceptFilingResponse> Accept(const submission::v1::AcceptFilingRequest& request);
  absl::StatusOr<submission::v1::Filing> Get(const std::string& filing);
  absl::StatusOr<submission::v1::EventToken> Head();
  absl::StatusOr<aggregation::v1::Aggregate> Aggregate(const std::string& node, int year, int64_t min_sequence);

  directory::v1::DirectoryService::Stub& directory() { return *directory_; }
  submission::v1::SubmissionService::Stub& submission() { return *submission_; }
  submission::v1::ReviewService::Stub& review() { return *review_; }
  submission::v1::EventService::Stub& events() { return *events_; }
  aggregation::v1::AggregationService::Stub& aggregation() { return *aggregation_; }
  const rpc::CallOptions& options() const { return options_; }

 private:
  rpc::CallOptions options_;
  std::unique_ptr<document::v1::DocumentService::Stub> document_;
  std::unique_ptr<directory::v1::DirectoryService::Stub> directory_;
  std::unique_ptr<submission::v1::SubmissionService::Stub> submission_;
  std::unique_ptr<submission::v1::ReviewService::Stub> review_;
  std::unique_ptr<submission::v1::EventService::Stub> events_;
  std::unique_ptr<aggregation::v1::AggregationService::Stub> aggregation_;
};

// A request to submit a report as organs/{organ}/filings/{report.year}-own.
submission::v1::SubmitFilingRequest SubmitRequest(const std::string& organ, const form::v1::AnnualReport& report);
// A request to accept what stands.
submission::v1::AcceptFilingRequest AcceptRequest(const submission::v1::Filing& filing);

}  // namespace nianbao::integration
