// nianbao-submission: the submission service as a process of its own.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/run_server.h"
#include "libs/rpc/shutdown_signal.h"
#include "libs/status/error.h"
#include "services/submission/service.h"

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  std::string listen = "127.0.0.1:7133";
  std::string data = "nianbao-data";
  std::string database;
  std::string head_file;
  std::string head_key;
  std::string validation = "127.0.0.1:7132";
  CLI::App app("Keeps the roster, the filings and the log of events.", "nianbao-submission");
  app.add_option("--listen", listen, "HOST:PORT to listen on; port 0 picks a free one")->capture_default_str();
  app.add_option("--data", data, "folder of the SQLite database")->capture_default_str();
  app.add_option(
         "--database", database,
         "PostgreSQL database instead: a connection string or URI of libpq, also of several hosts; the password "
         "had better stand in a file (passfile=)")
      ->envname("NIANBAO_DATABASE");
  app.add_option(
      "--head-file", head_file,
      "file that takes down the end of the log every ten minutes, one line of JSON each; keep a copy elsewhere "
      "(default: heads.jsonl in the data folder)");
  app.add_option("--head-key", head_key, "PEM file of the SM2 key that signs it");
  app.add_option("--validation", validation, "HOST:PORT of the validation service")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog("nianbao-submission");
  auto submission = nianbao::submission::MakeSubmissionService(
      {.data_dir = data,
       .database = database,
       .validation = [validation] { return nianbao::rpc::OpenChannel(validation); },
       .head_file = head_file,
       .head_key = head_key});
  if (!submission.ok()) {
    std::cerr << "nianbao-submission: " << submission.status().message() << "\n"
              << nianbao::status::ChineseOf(submission.status()) << "\n";
    return 1;
  }
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(*std::move(submission));
  return nianbao::rpc::RunServer("nianbao-submission", listen, std::move(services), shutdown);
}
