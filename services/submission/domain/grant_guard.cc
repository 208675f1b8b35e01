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

absl::Status GrantUnknown(const Grant& grant) {
  return ErrorAbout(grant, absl::StatusCode::kNotFound, "GRANT_UNKNOWN",
                    "grant: got one that does not stand, want a subject, role and node as ListGrants names them")
      .Chinese(absl::StrCat(Words(grant), "没有这个角色。请核对姓名、角色和节点；上级节点的授权须在上级节点收回。"));
}

}  // namespace nianbao::submission
