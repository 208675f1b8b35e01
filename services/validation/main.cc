// nianbao-validation: the validation service as a process of its own.
#include <CLI/CLI.hpp>

#include "libs/config/choose.h"
#include "libs/config/config_file.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/run_server.h"
#include "nianbao/config/v1/services.pb.h"
#include "services/validation/service.h"

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  CLI::App app("Checks annual reports against the rules.", "nianbao-validation");
  std::string config_file;
  std::string listen;
  app.add_option("--config", config_file,
                 "file of protobuf text (nianbao.config.v1.ValidationService); options win over it");
  app.add_option("--listen", listen, "IP:PORT to listen on; port 0 picks a free one (default: 127.0.0.1:7132)");
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog("nianbao-validation");
  auto config = nianbao::config::ConfigIn<nianbao::config::v1::ValidationService>(config_file);
  if (!config.ok()) return nianbao::rpc::Refuse("nianbao-validation", config.status());
  nianbao::config::Choose(*config->mutable_server()->mutable_listen(), listen, "127.0.0.1:7132");
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(nianbao::validation::MakeValidationService());
  return nianbao::rpc::RunServer("nianbao-validation", config->server(), std::move(services), shutdown);
}
