// nianbao-aggregation: the aggregation service as a process of its own.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/run_server.h"
#include "libs/rpc/shutdown_signal.h"
#include "services/aggregation/service.h"

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  std::string listen = "127.0.0.1:7134";
  std::string submission = "127.0.0.1:7133";
  CLI::App app("Sums accepted reports as they come, exactly, for every node.", "nianbao-aggregation");
  app.add_option("--listen", listen, "HOST:PORT to listen on; port 0 picks a free one")->capture_default_str();
  app.add_option("--submission", submission, "HOST:PORT of the submission service")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog("nianbao-aggregation");
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(nianbao::aggregation::MakeAggregationService(
      {.submission = [submission] { return nianbao::rpc::OpenChannel(submission); }}));
  return nianbao::rpc::RunServer("nianbao-aggregation", listen, std::move(services), shutdown);
}
