#include "services/submission/domain/rulebook_edit.h"

#include <utility>

#include "services/submission/domain/event_by.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {

Changeset PutInForce(NamedRulebook rulebook, const std::string& expected_digest, v1::RulebookChange change,
                     const Caller& caller, const std::string& request_id, absl::Time now) {
  Changeset changes;
  v1::Event& event = changes.events.emplace_back(EventBy(caller, request_id));
  *event.mutable_time() = ToTimestamp(now);
  change.set_version(rulebook.rulebook.version());
  change.set_digest(rulebook.digest);
  *event.mutable_rulebook() = std::move(change);
  changes.rulebook = RulebookWrite{std::move(rulebook), expected_digest};
  return changes;
}

}  // namespace nianbao::submission
