// Where a server listens.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::rpc {

struct ListenAddress {
  // IP:PORT, as it was given.
  std::string text;
  bool is_loopback = false;
};

// INVALID_ARGUMENT LISTEN_INVALID for anything but IP:PORT.
absl::StatusOr<ListenAddress> ParseListenAddress(const std::string& text);

}  // namespace nianbao::rpc
