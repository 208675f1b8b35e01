#include "services/submission/domain/reporter_write.h"

#include <utility>

#include "services/submission/domain/event_by.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {

Changeset WriteReporters(FrozenRosterWrite write, const Caller& caller, const std::string& request_id, absl::Time now) {
  Changeset changes;
  for (const organ::v1::ExpectedReporter& line : write.lines) {
    v1::Event& event = changes.events.emplace_back(EventBy(caller, request_id));
    *event.mutable_time() = ToTimestamp(now);
    *event.mutable_reporter() = line;
  }
  changes.frozen_roster = std::move(write);
  return changes;
}

}  // namespace nianbao::submission
