// The main program of a service binary.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/rpc/hosted_service.h"
#include "libs/rpc/shutdown_signal.h"

namespace nianbao::rpc {

// Serves until told to stop, then drains. Prints "NAME listening on HOST:PORT" once it listens; errors go to stderr.
// Returns the exit status.
int RunServer(const std::string& name, const std::string& listen, std::vector<std::unique_ptr<HostedService>> services,
              ShutdownSignal& shutdown);

}  // namespace nianbao::rpc
