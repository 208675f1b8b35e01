// A page of the log.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "services/submission/domain/event_log.h"

namespace nianbao::submission {

// FAILED_PRECONDITION LOG_CHANGED; INVALID_ARGUMENT FIELD_INVALID for a page size that is none.
absl::StatusOr<v1::ListEventsResponse> ListEvents(const EventLog& log, const v1::ListEventsRequest& request);

}  // namespace nianbao::submission
