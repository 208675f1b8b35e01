// A process that serves as a rival.
#pragma once

#include <grpcpp/server_builder.h>

#include <functional>
#include <memory>
#include <string>

namespace nianbao::bench {

// Serves what `offer` makes and registers until SIGTERM comes, with a server as the services have it. Says "NAME
// listening on 127.0.0.1:PORT". Returns the status of the process.
int ServeUntilStopped(const std::string& name, const std::string& listen,
                      const std::function<std::shared_ptr<void>(grpc::ServerBuilder&)>& offer);

}  // namespace nianbao::bench
