#include "libs/rpc/guard.h"

#include <grpc/grpc_security_constants.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "libs/access/holds.h"
#include "libs/access/method_access.h"
#include "libs/access/role_words.h"
#include "libs/rpc/call_log.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
namespace {

using organ::v1::Grant;

absl::Status NoRights(absl::string_view method) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "ACCESS_UNSTATED",
                       absl::StrCat(method, ": got roles in a service that does not know any, want one that does"))
      .Meta("method", method)
      .Chinese(absl::StrCat("接口 ", method, " 要求角色，但所在服务无从查知角色，服务不能启动。"));
}

absl::Status CredentialsMissing() {
  return status::Error(absl::StatusCode::kUnauthenticated, "CREDENTIALS_MISSING",
                       "authorization: got neither a token nor a certificate, want one of them")
      .Chinese("未登录：请携带登录凭证，或使用客户端证书连接。");
}

std::optional<std::string> BearerToken(const grpc::ServerContextBase& context) {
  const auto it = context.client_metadata().find("authorization");
  if (it == context.client_metadata().end()) return std::nullopt;
  absl::string_view value(it->second.data(), it->second.size());
  if (!absl::StartsWithIgnoreCase(value, "bearer ")) return "";
  return std::string(absl::StripAsciiWhitespace(value.substr(7)));
}

std::string FirstOf(const grpc::AuthContext& auth, const char* property) {
  const std::vector<grpc::string_ref> values = auth.FindPropertyValues(property);
  return values.empty() ? "" : std::string(values.front().data(), values.front().size());
}

absl::Status RoleMissing(const Caller& caller, const identity::v1::Access& access, const std::string& organ) {
  std::vector<std::string> names;
  std::vector<std::string> words;
  for (const int role : access.roles()) {
    names.push_back(Grant::Role_Name(static_cast<Grant::Role>(role)));
    words.push_back(absl::StrCat("“", access::WordsOf(static_cast<Grant::Role>(role)), "”"));
  }
  const std::string where = organ.empty() ? "all trees" : organ;
  if (names.empty()) {
    return status::Error(absl::StatusCode::kPermissionDenied, "ROLE_MISSING",
                         absl::StrCat("caller: got ", caller.subject, ", want one of the suite's own services"))
        .Meta("subject", caller.subject)
        .Chinese("此接口只供系统内部服务调用。");
  }
  return status::Error(absl::StatusCode::kPermissionDenied, "ROLE_MISSING",
                       absl::StrCat("caller: got ", caller.subject, ", want a subject with ",
                                    absl::StrJoin(names, " or "), " for ", where))
      .Meta("subject", caller.subject)
      .Meta("organ", organ)
      .Meta("roles", absl::StrJoin(names, ","))
      .Chinese(absl::StrCat("您（", caller.subject, "）没有",
                            organ.empty() ? "全部机关" : absl::StrCat("机关 ", organ, " "), "的",
                            absl::StrJoin(words, "或"), "权限，不能办理。请联系安全管理员授权。"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Guard>> Guard::Make(const config::v1::Server& config,
                                                   const std::vector<GuardedService>& services) {
  auto guard = absl::WrapUnique(new Guard());
  for (const GuardedService& service : services) {
    ASSIGN_OR_RETURN(const std::vector<access::MethodAccess> methods, access::AccessOfMethods({service.name}));
    for (const access::MethodAccess& method : methods) {
      if (config.has_identity() && !method.access.roles().empty() && service.rights == nullptr) {
        return NoRights(method.method->full_name());
      }
      guard->rules_[method.method->input_type()] = {method.access, service.rights};
    }
  }
  if (config.has_identity()) {
    guard->identity_ = config.identity();
    ASSIGN_OR_RETURN(guard->tokens_,
                     access::TokenVerifier::Make(config.identity().issuers(),
                                                 [](const absl::Status& fault) { LogFault(fault.message()); }));
  }
  return guard;
}

absl::StatusOr<Caller> Guard::Identify(const grpc::ServerContextBase& context) const {
  if (const std::optional<std::string> token = BearerToken(context); token.has_value()) {
    ASSIGN_OR_RETURN(access::ProvenSubject proven, tokens_->Verify(*token));
    return Caller{.subject = std::move(proven.subject), .peer = "", .expire_time = proven.expire_time};
  }
  const auto auth = context.auth_context();
  if (auth == nullptr || !auth->IsPeerAuthenticated()) return CredentialsMissing();
  if (std::string id = FirstOf(*auth, GRPC_PEER_SPIFFE_ID_PROPERTY_NAME); !id.empty()) {
    std::string peer = PeerOf(id);
    return Caller{.subject = std::move(id), .peer = std::move(peer)};
  }
  const std::string name = FirstOf(*auth, GRPC_X509_CN_PROPERTY_NAME);
  if (name.empty()) return CredentialsMissing();
  return Caller{.subject = absl::StrCat("x509:", name), .peer = ""};
}

std::string Guard::PeerOf(const std::string& spiffe_id) const {
  for (const config::v1::Peer& peer : identity_.peers()) {
    if (peer.spiffe_id() == spiffe_id) return peer.name();
  }
  return "";
}

const Guard::Rule* Guard::RuleOf(const google::protobuf::Descriptor& request) const {
  const auto it = rules_.find(&request);
  return it == rules_.end() ? nullptr : &it->second;
}

absl::Status Guard::Check(const Rule& rule, const Caller& caller, const std::vector<access::NamedOrgan>& organs) const {
  const auto& [access, rights] = rule;
  if (access.anyone()) return absl::OkStatus();
  if (!caller.peer.empty() &&
      std::find(access.peers().begin(), access.peers().end(), caller.peer) != access.peers().end()) {
    return absl::OkStatus();
  }
  if (access.roles().empty()) return RoleMissing(caller, access, "");
  ASSIGN_OR_RETURN(access::Standing standing, rights->StandingOf(caller.subject));
  const auto& appointed = identity_.security_administrators();
  if (std::find(appointed.begin(), appointed.end(), caller.subject) != appointed.end()) {
    standing.grants.emplace_back().set_role(Grant::ROLE_SECURITY_ADMINISTRATOR);
  }
  for (const access::NamedOrgan& organ : organs) {
    if (!access::Holds(standing, access.roles(), organ)) return RoleMissing(caller, access, organ.name);
  }
  return absl::OkStatus();
}

}  // namespace nianbao::rpc
