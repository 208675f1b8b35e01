#include "libs/rpc/unary.h"

#include "absl/strings/str_cat.h"

namespace nianbao::rpc::internal {

absl::Status TooLarge(size_t bytes, size_t bytes_max) {
  return status::Error(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
                       absl::StrCat("request: got ", bytes, " bytes, want at most ", bytes_max))
      .Meta("bytes", absl::StrCat(bytes))
      .Meta("bytesMax", absl::StrCat(bytes_max))
      .Chinese(absl::StrCat("请求有 ", bytes, " 字节，超过上限 ", bytes_max, " 字节，未被处理。"));
}

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
