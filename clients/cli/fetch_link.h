// Links between two roots, as the services give them.
#pragma once

#include <grpcpp/channel.h>

#include <memory>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "nianbao/aggregation/v1/root_link.pb.h"

namespace nianbao::cli {

// Asks what leads from the total of an earlier seal to that of the one that stands, and for the events between them.
// Errors: those of the calls; RESOURCE_EXHAUSTED LINK_TOO_LONG when the events are too many for a file.
absl::StatusOr<aggregation::v1::RootLink> FetchLink(const std::shared_ptr<grpc::Channel>& aggregation,
                                                    const std::shared_ptr<grpc::Channel>& submission,
                                                    const rpc::CallOptions& options,
                                                    const aggregation::v1::SignedRoot& since);

}  // namespace nianbao::cli
