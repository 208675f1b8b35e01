#include "libs/rpc/call.h"

#include "absl/strings/strip.h"
#include "absl/time/clock.h"

namespace nianbao::rpc {

Call CallOf(const grpc::ServerContextBase& context, const google::protobuf::Message& request) {
  Call call;
  const auto traceparent = context.client_metadata().find(kTraceparentKey);
  call.trace = TraceOf(traceparent == context.client_metadata().end()
                           ? absl::string_view()
                           : absl::string_view(traceparent->second.data(), traceparent->second.size()));
  call.method = std::string(absl::StripSuffix(request.GetDescriptor()->name(), "Request"));
  call.request_id = RequestIdOf(request);
  if (const auto it = context.client_metadata().find(kActorKey); it != context.client_metadata().end()) {
    call.actor.assign(it->second.data(), it->second.size());
  }
  call.peer = context.peer();
  call.start = absl::Now();
  call.deadline = absl::FromChrono(context.deadline());
  return call;
}

std::string RequestIdOf(const google::protobuf::Message& request) {
  using google::protobuf::FieldDescriptor;
  const FieldDescriptor* const field = request.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING || field->is_repeated()) return "";
  return request.GetReflection()->GetString(request, field);
}

}  // namespace nianbao::rpc
