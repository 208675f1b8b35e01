#include "libs/rpc/unary.h"

namespace nianbao::rpc::internal {

absl::Status Busy(absl::Duration retry_after) {
  return status::Error(absl::StatusCode::kResourceExhausted, "OVERLOADED", "server: the queue is full, retry later")
      .RetryAfter(retry_after)
      .Chinese("服务繁忙，请求未被处理，请稍后重试。");
}

absl::Status TooLate() {
  return status::Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                       "server: the deadline passed in the queue")
      .Chinese("请求在排队时已超过时限，未被处理，请稍后重试。");
}

}  // namespace nianbao::rpc::internal
