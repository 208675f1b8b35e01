// A call as a handler sees it.
#pragma once

#include <grpcpp/server_context.h>

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "libs/rpc/trace.h"

namespace nianbao::rpc {

// Metadata key under which a caller without credentials names itself; binary, since names may be Chinese.
constexpr char kActorKey[] = "nianbao-actor-bin";

// Who calls what, and until when.
struct Call {
  // Name of the method, such as "SaveDraft".
  std::string method;
  // The name the caller gave; empty when it gave none. Not proven by anything.
  std::string actor;
  // Address of the caller.
  std::string peer;
  // The request_id of its request, where that has one.
  std::string request_id{};
  Trace trace{};
  absl::Time start;
  absl::Time deadline;
};

// request_name is the name of the request message, "SaveDraftRequest".
Call CallOf(const grpc::ServerContextBase& context, absl::string_view request_name);

// The field request_id of a request; "" when it has none.
std::string RequestIdOf(const google::protobuf::Message& request);

}  // namespace nianbao::rpc
