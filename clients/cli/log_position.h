// Places in the event log.
#pragma once

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::cli {

// The end of the log.
absl::StatusOr<submission::v1::EventToken> HeadOfLog(const Session& session,
                                                     const std::shared_ptr<grpc::Channel>& channel);

// The position after an event, by its sequence as people type it; head is the end of the log. The log is read up to
// there. INVALID_ARGUMENT FIELD_INVALID when the log does not reach that far.
absl::StatusOr<submission::v1::EventToken> PositionInLog(const Session& session,
                                                         const std::shared_ptr<grpc::Channel>& channel,
                                                         const submission::v1::EventToken& head, int64_t sequence);

}  // namespace nianbao::cli
