#include "libs/access/method_access.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/access/named_organs.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::access {
namespace {

absl::Status Unstated(absl::string_view method, absl::string_view want) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "ACCESS_UNSTATED", absl::StrCat(method, ": ", want))
      .Meta("method", method)
      .Chinese(absl::StrCat("接口 ", method, " 没有写明谁可以调用，服务不能启动。"));
}

absl::Status CheckAccess(const google::protobuf::MethodDescriptor& method, const identity::v1::Access& access) {
  if (!access.anyone() && access.peers().empty() && access.roles().empty()) {
    return Unstated(method.full_name(), "got no option nianbao.identity.v1.access, want who may call it");
  }
  for (const std::string& path : access.organs()) {
    if (!NamesOrgans(*method.input_type(), path)) {
      return Unstated(method.full_name(),
                      absl::StrCat("got the path ", path, ", want a field of the request that names an organ"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<MethodAccess>> AccessOfMethods(const std::vector<std::string>& services) {
  std::vector<MethodAccess> methods;
  for (const std::string& name : services) {
    const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
    if (service == nullptr) return Unstated(name, "got an unknown service, want one of the protos");
    for (int i = 0; i < service->method_count(); ++i) {
      const google::protobuf::MethodDescriptor& method = *service->method(i);
      const identity::v1::Access& access = method.options().GetExtension(identity::v1::access);
      RETURN_IF_ERROR(CheckAccess(method, access));
      methods.push_back({&method, access});
    }
  }
  return methods;
}

}  // namespace nianbao::access
