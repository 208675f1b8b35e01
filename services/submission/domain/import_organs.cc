#include "services/submission/domain/import_organs.h"

#include <memory>
#include <utility>
#include <vector>

#include "libs/digest/sm3.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/roster_check.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

using organ::v1::Organ;

absl::Status CheckFields(const directory::v1::ImportOrgansRequest& request) {
  FieldErrors errors;
  if (request.organs().empty()) errors.Add("organs", "got none, want at least one", "没有要导入的机关");
  return errors.ToStatus();
}

bool SameContent(const Organ& a, const Organ& b) { return digest::CanonicalBytes(a) == digest::CanonicalBytes(b); }

// Parents before children, so that whoever follows the log knows a parent before its children.
std::vector<Organ> InTreeOrder(const directory::v1::ImportOrgansRequest& request) {
  std::vector<Organ> organs(request.organs().begin(), request.organs().end());
  const Roster incoming(organs, 0);
  std::vector<Organ> ordered;
  for (const Organ& organ : organs) {
    if (organ.parent().empty() || incoming.Find(organ.parent()) != nullptr) continue;
    for (const Organ* const below : incoming.Subtree(organ.name())) ordered.push_back(*below);
  }
  for (const Organ* const organ : incoming.Subtree("")) ordered.push_back(*organ);
  return ordered;
}

v1::Event EventOf(const Organ& organ, const Caller& caller, const std::string& request_id, absl::Time now) {
  v1::Event event;
  *event.mutable_time() = ToTimestamp(now);
  event.mutable_actor()->set_name(caller.name);
  event.mutable_actor()->set_authenticated(caller.authenticated);
  event.set_request_id(request_id);
  *event.mutable_organ() = organ;
  return event;
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller,
                                  const directory::v1::ImportOrgansRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, deps.store.ReadRoster());
  RETURN_IF_ERROR(CheckRoster(request, *roster));

  const absl::Time now = deps.clock.Now();
  Changeset changes;
  RosterWrite write;
  write.expected_version = roster->version();
  directory::v1::ImportOrgansResponse counts;
  for (const Organ& organ : InTreeOrder(request)) {
    const Organ* const standing = roster->Find(organ.name());
    if (standing != nullptr && SameContent(*standing, organ)) {
      counts.set_unchanged_count(counts.unchanged_count() + 1);
      continue;
    }
    if (standing == nullptr) {
      counts.set_added_count(counts.added_count() + 1);
    } else {
      counts.set_changed_count(counts.changed_count() + 1);
    }
    changes.events.push_back(EventOf(organ, caller, request.request_id(), now));
    write.organs.push_back(organ);
  }
  changes.roster = std::move(write);
  changes.reply = [counts](const v1::EventToken& token) {
    directory::v1::ImportOrgansResponse response = counts;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<directory::v1::ImportOrgansResponse> ImportOrgans(const Deps& deps, const Caller& caller,
                                                                 const directory::v1::ImportOrgansRequest& request) {
  return Once<directory::v1::ImportOrgansResponse>(deps.store, caller, "ImportOrgans", request,
                                                   [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
