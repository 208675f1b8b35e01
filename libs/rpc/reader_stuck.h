// The end of a stream whose reader takes nothing.
#pragma once

#include <grpcpp/server_context.h>

#include "absl/status/status.h"

namespace nianbao::rpc {

// DEADLINE_EXCEEDED READER_STUCK.
absl::Status ReaderStuck();

// Ends the call with the code and message of the status, past a write that does not get through. gRPC leaves no room
// for its details there: FromGrpc puts those of ReaderStuck() back.
void BreakOff(grpc::CallbackServerContext& context, const absl::Status& status);

}  // namespace nianbao::rpc
