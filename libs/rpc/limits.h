// Limits on the wire.
#pragma once

#include <cstddef>

namespace nianbao::rpc {

// No message is larger: a document of 20 MB and its envelope fit. Enforced by server and client.
constexpr int kMessageBytesMax = 24 << 20;

// Requests beyond this size are refused, unless a method says otherwise.
constexpr size_t kRequestBytesMax = 4 << 20;

}  // namespace nianbao::rpc
