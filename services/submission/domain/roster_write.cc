#include "services/submission/domain/roster_write.h"

#include <utility>

#include "services/submission/domain/event_by.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {

Changeset WriteRoster(std::vector<organ::v1::Organ> versions, int64_t expected_version, const Caller& caller,
                      const std::string& request_id, absl::Time now) {
  Changeset changes;
  for (const organ::v1::Organ& version : versions) {
    v1::Event& event = changes.events.emplace_back(EventBy(caller, request_id));
    *event.mutable_time() = ToTimestamp(now);
    *event.mutable_organ() = version;
  }
  changes.roster = RosterWrite{std::move(versions), expected_version};
  return changes;
}

}  // namespace nianbao::submission
