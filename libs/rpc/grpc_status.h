// Errors on the wire: the one place where absl::Status and grpc::Status meet.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace nianbao::rpc {

// Details beyond this size are cut: clients lose the whole status when its metadata passes about 8 KB.
constexpr int kDetailBytesMax = 4096;

// Carries message and details. Long texts are cut; violations that still do not fit are dropped from the end and
// counted in the ErrorInfo's metadata "omitted".
grpc::Status ToGrpc(const absl::Status& status);

// The reverse. What gRPC itself refused, such as a message beyond the size limit, gets the ErrorInfo it lacks.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace nianbao::rpc
