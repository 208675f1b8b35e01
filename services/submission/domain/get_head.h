// The end of the log.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "services/submission/domain/event_log.h"

namespace nianbao::submission {

// Errors are those of the log.
absl::StatusOr<v1::GetHeadResponse> GetHead(const EventLog& log, const v1::GetHeadRequest& request);

}  // namespace nianbao::submission
