// A call as a handler sees it.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <string>

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
  // Who calls: the subject that it proved to be, or the name that it gave itself; empty when it gave none.
  std::string actor;
  // Whether the actor was proven.
  bool authenticated = false;
  // Address of the caller.
  std::string peer;
  // The request_id of its request, where that has one.
  std::string request_id{};
  Trace trace{};
  absl::Time start;
  absl::Time deadline;
};

// The method is that which takes such requests.
Call CallOf(const grpc::ServerContextBase& context, const google::protobuf::Message& request);

// The field request_id of a request; "" when it has none.
std::string RequestIdOf(const google::protobuf::Message& request);

}  // namespace nianbao::rpc
