// A place in the log from which events are read on.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "services/submission/domain/event_log.h"

namespace nianbao::submission {

// Delivers every event after a position exactly once, in order. For one reader; the log must outlive it.
class EventCursor {
 public:
  // A position without log id and sequence is the beginning.
  EventCursor(const EventLog& log, v1::EventToken after) : log_(log), at_(std::move(after)) {}

  // The next events, at most `limit` and some 1 MB (none at the end of the log), and the position after them.
  // FAILED_PRECONDITION LOG_CHANGED, from the first call only, when the position is not of this log.
  absl::StatusOr<v1::WatchEventsResponse> Read(int limit);

 private:
  // Makes sure once that the position is one of this log.
  absl::Status Place();

  const EventLog& log_;
  v1::EventToken at_;
  bool placed_ = false;
};

}  // namespace nianbao::submission
