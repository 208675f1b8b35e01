// The state of a filing that a change is decided on: the one that stands now.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/client_call.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::client {

// The filing's etag. Errors are those of GetFiling.
absl::StatusOr<std::string> EtagOf(submission::v1::SubmissionService::Stub& service, const rpc::CallOptions& options,
                                   const std::string& filing);

// The same; "" for a filing that does not exist yet.
absl::StatusOr<std::string> EtagOrNone(submission::v1::SubmissionService::Stub& service,
                                       const rpc::CallOptions& options, const std::string& filing);

}  // namespace nianbao::client
