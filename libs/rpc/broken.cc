#include "libs/rpc/broken.h"

#include "absl/strings/str_cat.h"
#include "libs/rpc/call_log.h"
#include "libs/status/error.h"

namespace nianbao::rpc {

absl::Status Broken(const Call& call, const char* what) {
  LogFault(absl::StrCat(call.method, ": ", what));
  return status::Error(absl::StatusCode::kInternal, "INTERNAL", "internal error")
      .Chinese("服务内部错误，请联系运维人员。");
}

}  // namespace nianbao::rpc
