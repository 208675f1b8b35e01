// nianbao-document: the document service as a process of its own.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "libs/config/choose.h"
#include "libs/config/config_file.h"
#include "libs/process/keep_memory.h"
#include "libs/process/limit_memory.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/run_server.h"
#include "nianbao/config/v1/services.pb.h"
#include "services/document/service.h"

int main(int argc, char** argv) {
  nianbao::process::KeepMemory();
  nianbao::rpc::ShutdownSignal shutdown;
  CLI::App app("Reads annual reports from the files organs have.", "nianbao-document");
  std::string config_file;
  std::string listen;
  bool child = false;
  app.add_option("--config", config_file,
                 "file of protobuf text (nianbao.config.v1.DocumentService); options win over it");
  app.add_option("--listen", listen, "IP:PORT to listen on; port 0 picks a free one (default: 127.0.0.1:7131)");
  app.add_flag("--exit-with-stdin", child, "also stop when standard input is closed, as a child process does");
  int memory_megabytes_max = 2048;
  double reading_seconds_max = 80;
  app.add_option("--memory-max", memory_megabytes_max,
                 "MB of memory (data) this process may take; documents read at the same time share them, and one that "
                 "needs more is refused. Each LibreOffice it starts may take as much again")
      ->check(CLI::Range(192, 1 << 20))
      ->capture_default_str();
  app.add_option("--reading-max", reading_seconds_max,
                 "seconds one reading may take (by itself at most 20, and 60 for a conversion by LibreOffice); 5 "
                 "seconds later this process ends with status 75 when a library has not returned")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  if (child) shutdown.OnStdinClosed();
  nianbao::rpc::StartLog("nianbao-document");
  auto file = nianbao::config::ConfigIn<nianbao::config::v1::DocumentService>(config_file);
  if (!file.ok()) return nianbao::rpc::Refuse("nianbao-document", file.status());
  nianbao::config::Choose(*file->mutable_server()->mutable_listen(), listen, "127.0.0.1:7131");
  nianbao::document::DocumentConfig config;
  config.memory_bytes_max = static_cast<size_t>(memory_megabytes_max) << 20;
  config.reading_max = absl::Seconds(reading_seconds_max);
  if (const absl::Status limited = nianbao::process::LimitMemory(config.memory_bytes_max); !limited.ok()) {
    nianbao::rpc::LogFault(limited.message());
    return 2;
  }
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(nianbao::document::MakeDocumentService(config));
  return nianbao::rpc::RunServer("nianbao-document", file->server(), std::move(services), shutdown);
}
