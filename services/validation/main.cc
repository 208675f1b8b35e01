// nianbao-validation: the validation service as a process of its own.
#include <CLI/CLI.hpp>

#include "libs/rpc/call_log.h"
#include "libs/rpc/run_server.h"
#include "services/validation/service.h"

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  CLI::App app("Checks annual reports against the rules.", "nianbao-validation");
  std::string listen = "127.0.0.1:7132";
  app.add_option("--listen", listen, "HOST:PORT to listen on; port 0 picks a free one")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog("nianbao-validation");
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(nianbao::validation::MakeValidationService());
  return nianbao::rpc::RunServer("nianbao-validation", listen, std::move(services), shutdown);
}
