#include "libs/rpc/permit.h"

#include "libs/rpc/guarded_context.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
absl::StatusOr<Permit> Permit::Of(const grpc::ServerContextBase& context, Call& call) {
  Permit permit;
  const Guard* const guard = GuardOf(context);
  if (guard == nullptr || !guard->asks_for_proof()) return permit;
  call.actor.clear();
  ASSIGN_OR_RETURN(permit.caller_, guard->Identify(context));
  permit.guard_ = guard;
  call.actor = permit.caller_.subject;
  call.authenticated = true;
  return permit;
}

absl::Status Permit::Check(const google::protobuf::Message& request) const {
  return StandingPermit(*this, request).Check();
}

StandingPermit::StandingPermit(const Permit& permit, const google::protobuf::Message& request)
    : guard_(permit.guard_), caller_(permit.caller_) {
  if (guard_ == nullptr) return;
  rule_ = guard_->RuleOf(*request.GetDescriptor());
  if (rule_ != nullptr) organs_ = access::NamedOrgans(request, rule_->access.organs());
}

absl::Status StandingPermit::Check() {
  if (guard_ == nullptr) return absl::OkStatus();
  if (rule_ == nullptr) {
    return status::Error(absl::StatusCode::kPermissionDenied, "ROLE_MISSING",
                         "request: got one of no method, want one of which it is known who may send it")
        .Chinese("此接口不对外开放。");
  }
  const int64_t version = rule_->rights == nullptr ? 0 : rule_->rights->version();
  if (version_ == version) return absl::OkStatus();
  RETURN_IF_ERROR(guard_->Check(*rule_, caller_, organs_));
  version_ = version;
  return absl::OkStatus();
}

}  // namespace nianbao::rpc
