// How far the event log is.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"

namespace nianbao::cli {

// The end of the log: asked before totals, so that they are never older than what the caller has just done.
absl::StatusOr<int64_t> HeadSequence(const Session& session, const std::shared_ptr<grpc::Channel>& channel);

}  // namespace nianbao::cli
