#include "libs/rpc/raw_message.h"

#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

#include <utility>

#include "libs/rpc/limits.h"
#include "libs/rpc/request_size.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rpc {

absl::Status ParseRequest(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& request) {
  RETURN_IF_ERROR(CheckRequestSize(bytes.Length(), kRequestBytesMax));
  grpc::ByteBuffer readable = bytes;
  grpc::ProtoBufferReader reader(&readable);
  if (reader.status().ok() && request.ParseFromZeroCopyStream(&reader)) return absl::OkStatus();
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       "request: got bytes that are no message of its type")
      .Chinese("请求的内容无法识别，请检查客户端程序的版本。");
}

grpc::ByteBuffer SharedMessage(std::shared_ptr<const std::string> bytes) {
  using Share = std::shared_ptr<const std::string>;
  auto* const share = new Share(std::move(bytes));
  // gRPC only reads what a slice refers to.
  const grpc::Slice slice(
      const_cast<char*>((*share)->data()), (*share)->size(), [](void* share) { delete static_cast<Share*>(share); },
      share);
  return grpc::ByteBuffer(&slice, 1);
}

}  // namespace nianbao::rpc
