#include "services/submission/domain/reporter_write.h"

#include <utility>

#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {

Changeset WriteReporters(FrozenRosterWrite write, const Caller& caller, const std::string& request_id, absl::Time now) {
  Changeset changes;
  for (const organ::v1::ExpectedReporter& line : write.lines) {
    v1::Event& event = changes.events.emplace_back();
    *event.mutable_time() = ToTimestamp(now);
    event.mutable_actor()->set_name(caller.name);
    event.mutable_actor()->set_authenticated(caller.authenticated);
    event.set_request_id(request_id);
    *event.mutable_reporter() = line;
  }
  changes.frozen_roster = std::move(write);
  return changes;
}

}  // namespace nianbao::submission
