// Addresses beside that of the server.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace nianbao::rpc {

// UNAVAILABLE ADDRESS_IN_USE.
absl::Status CannotListen(const std::string& listen);

// The address with the port that was bound.
std::string WithPort(const std::string& listen, int port);

}  // namespace nianbao::rpc
