// Errors on the wire: the one place where absl::Status and grpc::Status meet.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace nianbao::rpc {

// Details beyond this size are cut: clients lose the whole status when its metadata passes about 8 KB.
constexpr int kDetailBytesMax = 4096;

// Carries message and details. Long texts lose their middle; violations that still do not fit are dropped from the end
// and counted in the ErrorInfo's metadata "omitted".
grpc::Status ToGrpc(const absl::Status& status);

// The same inside a message, for an answer that says why something was refused. Cut in the same way.
google::rpc::Status ToMessage(const absl::Status& status);

// The reverse of ToGrpc. What gRPC itself refused, such as a message beyond the size limit, gets the ErrorInfo it
// lacks.
absl::Status FromGrpc(const grpc::Status& status);

// The reverse of ToMessage.
absl::Status FromMessage(const google::rpc::Status& message);

}  // namespace nianbao::rpc
