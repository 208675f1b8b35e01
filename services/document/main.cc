// nianbao-document: the document service as a process of its own.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "libs/rpc/call_log.h"
#include "libs/rpc/run_server.h"
#include "services/document/service.h"

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  CLI::App app("Reads annual reports from the files organs have.", "nianbao-document");
  std::string listen = "127.0.0.1:7131";
  bool child = false;
  app.add_option("--listen", listen, "HOST:PORT to listen on; port 0 picks a free one")->capture_default_str();
  app.add_flag("--exit-with-stdin", child, "also stop when standard input is closed, as a child process does");
  CLI11_PARSE(app, argc, argv);

  if (child) shutdown.OnStdinClosed();
  nianbao::rpc::StartLog("nianbao-document");
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(nianbao::document::MakeDocumentService({}));
  return nianbao::rpc::RunServer("nianbao-document", listen, std::move(services), shutdown);
}
