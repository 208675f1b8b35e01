// Calls of any method with any bytes.
#pragma once

#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace nianbao::rpc_fuzz {

struct CallPlan {
  const google::protobuf::MethodDescriptor* method = nullptr;
  // What is sent, one message after the other; one where the method takes one.
  std::vector<std::string> messages;
  // The name that the caller gives itself; may be anything.
  std::string actor;
};

struct Answer {
  grpc::Status status;
  std::vector<std::string> messages;
  // The caller ended the stream itself: it had been told something, or stood for a second without having been.
  bool left = false;
};

// Begins the call, and hears the answer. A stream that never ends by itself is left after the first answer.
std::future<Answer> Begin(const std::shared_ptr<grpc::Channel>& channel, const CallPlan& plan, absl::Duration timeout);

}  // namespace nianbao::rpc_fuzz
