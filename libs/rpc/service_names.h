// Which services a gRPC server offers.
#pragma once

#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/impl/server_builder_plugin.h>

#include <memory>
#include <string>
#include <vector>

namespace nianbao::rpc {

// Writes down the full names of the services that are registered with a builder, once it has built.
class ServiceNamesOption final : public grpc::ServerBuilderOption {
 public:
  // names must outlive the building.
  explicit ServiceNamesOption(std::vector<std::string>* names) : names_(names) {}

  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override;

 private:
  std::vector<std::string>* const names_;
};

}  // namespace nianbao::rpc
