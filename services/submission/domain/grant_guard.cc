#include "services/submission/domain/grant_guard.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

using organ::v1::Grant;

std::string Words(const Grant& grant) {
  return absl::StrCat(grant.subject(), " 在", grant.node().empty() ? "全部机关" : absl::StrCat(" ", grant.node(), " "));
}

bool Administers(Grant::Role role) {
  return role == Grant::ROLE_SECURITY_ADMINISTRATOR || role == Grant::ROLE_AUDITOR ||
         role == Grant::ROLE_SYSTEM_ADMINISTRATOR;
}

status::Error ErrorAbout(const Grant& grant, absl::StatusCode code, const char* reason, const char* message) {
  return status::Error(code, reason, message)
      .Meta("subject", grant.subject())
      .Meta("role", Grant::Role_Name(grant.role()))
      .Meta("node", grant.node());
}

}  // namespace

absl::Status GrantExists(const Grant& grant) {
  return ErrorAbout(grant, absl::StatusCode::kAlreadyExists, "GRANT_EXISTS",
                    "grant: got one that stands, want a new one")
      .Chinese(absl::StrCat(Words(grant), "已有这个角色，无需再次授予。"));
}

absl::Status CheckKeptApart(const Grant& grant, const std::vector<organ::v1::KeptGrant>& held) {
  for (const organ::v1::KeptGrant& kept : held) {
    const Grant::Role other = kept.grant().role();
    if (other == grant.role() || !(Administers(other) || Administers(grant.role()))) continue;
    return ErrorAbout(grant, absl::StatusCode::kFailedPrecondition, "GRANT_CONFLICT",
                      "grant.role: got one that the subject may not have beside another, want a subject without it")
        .Precondition("GRANT", Grant::Role_Name(other), "the subject has this role, which goes with no other")
        .Chinese(absl::StrCat(grant.subject(),
                              " 已有其他角色。系统、安全、审计三类管理员须由不同的人担任，且不兼任其他角色；"
                              "请另定人选，或先收回原有角色。"));
  }
  return absl::OkStatus();
}

absl::Status GrantUnknown(const Grant& grant) {
  return ErrorAbout(grant, absl::StatusCode::kNotFound, "GRANT_UNKNOWN",
                    "grant: got one that does not stand, want a subject, role and node as ListGrants names them")
      .Chinese(absl::StrCat(Words(grant), "没有这个角色。请核对姓名、角色和节点；上级节点的授权须在上级节点收回。"));
}

}  // namespace nianbao::submission
