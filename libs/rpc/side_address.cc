#include "libs/rpc/side_address.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::rpc {

absl::Status CannotListen(const std::string& listen) {
  return status::Error(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE",
                       absl::StrCat("listen: cannot listen on ", listen))
      .Meta("listen", listen)
      .Chinese(absl::StrCat("无法在 ", listen, " 上监听，端口可能已被占用，请换一个端口。"));
}

std::string WithPort(const std::string& listen, int port) {
  return absl::StrCat(listen.substr(0, listen.rfind(':')), ":", port);
}

}  // namespace nianbao::rpc
