#include "services/submission/domain/roster_write.h"

#include <utility>

#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {

Changeset WriteRoster(std::vector<organ::v1::Organ> versions, int64_t expected_version, const Caller& caller,
                      const std::string& request_id, absl::Time now) {
  Changeset changes;
  for (const organ::v1::Organ& version : versions) {
    v1::Event& event = changes.events.emplace_back();
    *event.mutable_time() = ToTimestamp(now);
    event.mutable_actor()->set_name(caller.name);
    event.mutable_actor()->set_authenticated(caller.authenticated);
    event.set_request_id(request_id);
    *event.mutable_organ() = version;
  }
  changes.roster = RosterWrite{std::move(versions), expected_version};
  return changes;
}

}  // namespace nianbao::submission
