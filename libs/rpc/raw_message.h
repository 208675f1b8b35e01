// Messages as bytes, for methods whose messages are made once and sent to many.
#pragma once

#include <google/protobuf/message_lite.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>

#include "absl/status/status.h"

namespace nianbao::rpc {

// Reads a request that gRPC left alone. RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE; INVALID_ARGUMENT FIELD_INVALID when the
// bytes are no such message.
absl::Status ParseRequest(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& request);

// A message that refers to bytes it shares with others.
grpc::ByteBuffer SharedMessage(std::shared_ptr<const std::string> bytes);

}  // namespace nianbao::rpc
