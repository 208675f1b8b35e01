#include "services/submission/domain/grant_role.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/event_by.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/grant_guard.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/plain_text.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

using directory::v1::GrantRoleRequest;
using directory::v1::GrantRoleResponse;
using directory::v1::RevokeRoleRequest;
using directory::v1::RevokeRoleResponse;
using organ::v1::Grant;

constexpr size_t kSubjectBytesMax = 128;

absl::Status CheckFields(const Grant& grant, const std::string& reason) {
  FieldErrors errors;
  if (grant.subject().empty() || grant.subject().size() > kSubjectBytesMax || !IsPlainLine(grant.subject())) {
    errors.Add("grant.subject",
               absl::StrCat("got \"", grant.subject(), "\", want a name of one line of at most ", kSubjectBytesMax,
                            " bytes, without blanks at the ends"),
               "被授权人应为一行文字，首尾不留空格，不超过 128 字节");
  }
  if (grant.role() == Grant::ROLE_UNSPECIFIED || !Grant::Role_IsValid(grant.role())) {
    errors.Add("grant.role", "got none, want a role", "没有写明授予或收回哪个角色");
  }
  CheckText("reason", "理由", reason, Need::kRequired, errors);
  return errors.ToStatus();
}

absl::Status CheckNotOwn(const Grant& grant, const Caller& caller) {
  if (grant.subject() != caller.name) return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition, "GRANT_TO_SELF",
                       "grant.subject: got the caller, want somebody else")
      .Meta("subject", grant.subject())
      .Precondition("GRANT", grant.subject(), "nobody gives out or takes away a role of his own")
      .Chinese("不能给自己授予或收回角色，请由另一名安全管理员办理。");
}

template <typename Request>
Changeset Change(const Request& request, bool revoked, const Caller& caller, absl::Time now) {
  Changeset changes;
  v1::Event& event = changes.events.emplace_back(EventBy(caller, request.request_id()));
  *event.mutable_time() = ToTimestamp(now);
  *event.mutable_grant()->mutable_grant() = request.grant();
  event.mutable_grant()->set_revoked(revoked);
  event.mutable_grant()->set_reason(request.reason());
  changes.grant = GrantWrite{request.grant(), revoked};
  return changes;
}

absl::StatusOr<Changeset> PrepareGrant(const Deps& deps, const Caller& caller, const GrantRoleRequest& request) {
  RETURN_IF_ERROR(CheckFields(request.grant(), request.reason()));
  RETURN_IF_ERROR(CheckNotOwn(request.grant(), caller));
  RETURN_IF_ERROR(RosterWith(deps.store, request.grant().node()).status());
  ASSIGN_OR_RETURN(const std::vector<organ::v1::KeptGrant> held,
                   deps.store.ListGrants({.subject = request.grant().subject()}));
  RETURN_IF_ERROR(CheckKeptApart(request.grant(), held));
  const absl::Time now = deps.clock.Now();
  GrantRoleResponse answer;
  *answer.mutable_grant()->mutable_grant() = request.grant();
  answer.mutable_grant()->set_author(caller.name);
  *answer.mutable_grant()->mutable_time() = ToTimestamp(now);
  answer.mutable_grant()->set_reason(request.reason());
  Changeset changes = Change(request, false, caller, now);
  changes.reply = [answer](const v1::EventToken& token) {
    GrantRoleResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

absl::StatusOr<Changeset> PrepareRevocation(const Deps& deps, const Caller& caller, const RevokeRoleRequest& request) {
  RETURN_IF_ERROR(CheckFields(request.grant(), request.reason()));
  RETURN_IF_ERROR(CheckNotOwn(request.grant(), caller));
  Changeset changes = Change(request, true, caller, deps.clock.Now());
  changes.reply = [](const v1::EventToken& token) {
    RevokeRoleResponse response;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<GrantRoleResponse> GrantRole(const Deps& deps, const Caller& caller, const GrantRoleRequest& request) {
  return Once<GrantRoleResponse>(deps.store, caller, "GrantRole", request,
                                 [&] { return PrepareGrant(deps, caller, request); });
}

absl::StatusOr<RevokeRoleResponse> RevokeRole(const Deps& deps, const Caller& caller,
                                              const RevokeRoleRequest& request) {
  return Once<RevokeRoleResponse>(deps.store, caller, "RevokeRole", request,
                                  [&] { return PrepareRevocation(deps, caller, request); });
}

}  // namespace nianbao::submission
