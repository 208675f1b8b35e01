// The services that commands without a server run inside themselves.
#pragma once

#include <memory>

#include "libs/rpc/server.h"

namespace nianbao::cli {

// A server without an address that hosts document and validation. Reach it by InProcessChannel().
// document_threads: documents read at the same time.
std::unique_ptr<rpc::Server> StartLocalServices(int document_threads = 2);

}  // namespace nianbao::cli
