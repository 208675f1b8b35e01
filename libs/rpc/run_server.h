// The main program of a service binary.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "libs/rpc/hosted_service.h"
#include "libs/rpc/shutdown_signal.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// Serves until told to stop, then drains. Once it listens it prints "NAME listening on IP:PORT", after a line such as
// "NAME health on IP:PORT" for each of its side ports; errors go to stderr. Returns the exit status.
int RunServer(const std::string& name, const config::v1::Server& config,
              std::vector<std::unique_ptr<HostedService>> services, ShutdownSignal& shutdown);

// Prints to stderr, in English and in Chinese, why the program does not start. Returns the exit status.
int Refuse(const std::string& name, const absl::Status& status);

}  // namespace nianbao::rpc
