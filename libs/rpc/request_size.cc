#include "libs/rpc/request_size.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::rpc {

absl::Status CheckRequestSize(size_t bytes, size_t bytes_max) {
  if (bytes <= bytes_max) return absl::OkStatus();
  return status::Error(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
                       absl::StrCat("request: got ", bytes, " bytes, want at most ", bytes_max))
      .Meta("bytes", absl::StrCat(bytes))
      .Meta("bytesMax", absl::StrCat(bytes_max))
      .Chinese(absl::StrCat("请求有 ", bytes, " 字节，超过上限 ", bytes_max, " 字节，未被处理。"));
}

}  // namespace nianbao::rpc
