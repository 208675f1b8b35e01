// Somebody who calls the cluster.
#pragma once

#include <memory>
#include <string>

#include "libs/rpc/client_call.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/directory/v1/grant_service.grpc.pb.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "tests/cluster/call_ledger.h"

namespace nianbao::cluster {

// Where the cluster is, and how callers prove who they are.
struct Place {
  // HOST:PORT of the edge.
  std::string edge;
  // IP:PORT of the name server, which knows the replicas.
  std::string name_server;
  // PEM file of who certifies both.
  std::string authorities;
  // Folder with a file for each subject, which holds its token.
  std::string tokens;
};

// kEdge: as callers from outside. kDirect: with a connection to each replica, as the services have among themselves.
enum class Way { kEdge, kDirect };

// With the channels, and so the policy of repetitions, of every client of the suite.
class Caller {
 public:
  Caller(const Place& place, Way way, const std::string& subject, CallLedger& ledger);

  directory::v1::DirectoryService::Stub& directory() const { return *directory_; }
  directory::v1::GrantService::Stub& grants() const { return *grants_; }
  submission::v1::SubmissionService::Stub& submission() const { return *submission_; }
  submission::v1::ReviewService::Stub& review() const { return *review_; }
  submission::v1::EventService::Stub& events() const { return *events_; }
  document::v1::DocumentService::Stub& document() const { return *document_; }
  validation::v1::ValidationService::Stub& validation() const { return *validation_; }
  aggregation::v1::AggregationService::Stub& aggregation() const { return *aggregation_; }

  // Calls once and notes how it went; name is for the reader.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(const std::string& name, Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const {
    const absl::Time begin = absl::Now();
    auto response = rpc::CallUnary(stub, method, request);
    ledger_.Note(name, way_name_, response.status(), absl::Now() - begin);
    return response;
  }

 private:
  CallLedger& ledger_;
  std::string way_name_;
  std::unique_ptr<directory::v1::DirectoryService::Stub> directory_;
  std::unique_ptr<directory::v1::GrantService::Stub> grants_;
  std::unique_ptr<submission::v1::SubmissionService::Stub> submission_;
  std::unique_ptr<submission::v1::ReviewService::Stub> review_;
  std::unique_ptr<submission::v1::EventService::Stub> events_;
  std::unique_ptr<document::v1::DocumentService::Stub> document_;
  std::unique_ptr<validation::v1::ValidationService::Stub> validation_;
  std::unique_ptr<aggregation::v1::AggregationService::Stub> aggregation_;
};

std::string NameOf(Way way);

}  // namespace nianbao::cluster
