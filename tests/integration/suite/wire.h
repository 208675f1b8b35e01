// What any gRPC tool can ask a server.
#pragma once

#include <grpcpp/channel.h>
#include <sys/types.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace nianbao::integration {

// grpc.health.v1 says SERVING for the server as a whole.
bool IsServing(const std::shared_ptr<grpc::Channel>& channel);

// The services that reflection lists, as `buf curl` sees them.
std::set<std::string> ReflectedServices(const std::string& address);

// The direct children of a process.
std::vector<pid_t> ChildrenOf(pid_t parent);

}  // namespace nianbao::integration
