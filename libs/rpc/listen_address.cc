#include "libs/rpc/listen_address.h"

#include <arpa/inet.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::rpc {

absl::StatusOr<ListenAddress> ParseListenAddress(const std::string& text) {
  const size_t colon = text.rfind(':');
  const std::string host = text.substr(0, colon);
  int port = -1;
  in_addr ipv4;
  in6_addr ipv6;
  const bool is_ipv4 = inet_pton(AF_INET, host.c_str(), &ipv4) == 1;
  const bool is_ipv6 = host.size() > 2 && host.front() == '[' && host.back() == ']' &&
                       inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &ipv6) == 1;
  if (colon == std::string::npos || !(is_ipv4 || is_ipv6) || !absl::SimpleAtoi(text.substr(colon + 1), &port) ||
      port < 0 || port > 65535) {
    return status::Error(absl::StatusCode::kInvalidArgument, "LISTEN_INVALID",
                         absl::StrCat("listen: got \"", text, "\", want IP:PORT such as 127.0.0.1:7130"))
        .Meta("listen", text)
        .Chinese("监听地址应写作 IP:端口，例如 127.0.0.1:7130；端口写 0 表示自动选择。");
  }
  return ListenAddress{
      .text = text,
      .is_loopback = (is_ipv4 && ntohl(ipv4.s_addr) >> 24U == 127) || (is_ipv6 && IN6_IS_ADDR_LOOPBACK(&ipv6))};
}

}  // namespace nianbao::rpc
