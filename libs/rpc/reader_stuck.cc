#include "libs/rpc/reader_stuck.h"

#include <grpc/grpc.h>

#include <string>

#include "libs/status/error.h"

namespace nianbao::rpc {

absl::Status ReaderStuck() {
  return status::Error(absl::StatusCode::kDeadlineExceeded, "READER_STUCK",
                       "stream: its reader took nothing for too long (READER_STUCK)")
      .Chinese("接收方长时间没有读取数据，服务已结束这次推送，请重新连接。");
}

void BreakOff(grpc::CallbackServerContext& context, const absl::Status& status) {
  const std::string message(status.message());
  grpc_call_cancel_with_status(context.c_call(), static_cast<grpc_status_code>(status.code()), message.c_str(),
                               nullptr);
}

}  // namespace nianbao::rpc
