#include "libs/rpc/call.h"

#include "absl/strings/strip.h"
#include "absl/time/clock.h"

namespace nianbao::rpc {

Call CallOf(const grpc::ServerContextBase& context, const google::protobuf::Message& request) {
  Call call;
  call.method = std::string(absl::StripSuffix(request.GetDescriptor()->name(), "Request"));
  if (const auto it = context.client_metadata().find(kActorKey); it != context.client_metadata().end()) {
    call.actor.assign(it->second.data(), it->second.size());
  }
  call.peer = context.peer();
  call.start = absl::Now();
  call.deadline = absl::FromChrono(context.deadline());
  return call;
}

}  // namespace nianbao::rpc
