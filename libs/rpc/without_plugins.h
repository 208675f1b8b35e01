// A gRPC server with nothing beside what it is given.
#pragma once

#include <grpcpp/impl/server_builder_option.h>

#include <memory>
#include <vector>

namespace nianbao::rpc {

// Leaves out what the process adds to all its servers, such as reflection.
class WithoutPlugins final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override { plugins->clear(); }
};

}  // namespace nianbao::rpc
