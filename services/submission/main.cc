// nianbao-submission: the submission service as a process of its own.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/config/choose.h"
#include "libs/config/config_file.h"
#include "libs/config/secret_file.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/run_server.h"
#include "libs/rpc/shutdown_signal.h"
#include "nianbao/config/v1/services.pb.h"
#include "services/submission/service.h"

int main(int argc, char** argv) {
  nianbao::rpc::ShutdownSignal shutdown;
  std::string config_file;
  std::string listen;
  std::string data = "nianbao-data";
  std::string database;
  std::string head_file;
  std::string head_key;
  std::string validation;
  CLI::App app("Keeps the roster, the filings and the log of events.", "nianbao-submission");
  app.add_option("--config", config_file,
                 "file of protobuf text (nianbao.config.v1.SubmissionService); options win over it");
  app.add_option("--listen", listen, "IP:PORT to listen on; port 0 picks a free one (default: 127.0.0.1:7133)");
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
  app.add_option("--validation", validation, "HOST:PORT of the validation service (default: 127.0.0.1:7132)");
  CLI11_PARSE(app, argc, argv);

  nianbao::rpc::StartLog("nianbao-submission");
  auto config = nianbao::config::ConfigIn<nianbao::config::v1::SubmissionService>(config_file);
  if (!config.ok()) return nianbao::rpc::Refuse("nianbao-submission", config.status());
  nianbao::config::Choose(*config->mutable_server()->mutable_listen(), listen, "127.0.0.1:7133");
  nianbao::config::Choose(*config->mutable_validation(), validation, "127.0.0.1:7132");
  nianbao::config::Choose(*config->mutable_head_file(), head_file, "");
  nianbao::config::Choose(*config->mutable_head_key_file(), head_key, "");
  if (database.empty()) {
    auto secret = nianbao::config::SecretIn(config->database_file());
    if (!secret.ok()) return nianbao::rpc::Refuse("nianbao-submission", secret.status());
    database = *std::move(secret);
  }
  auto submission = nianbao::submission::MakeSubmissionService(
      {.data_dir = data,
       .database = database,
       .validation = [&own = config->server(),
                      address = config->validation()] { return nianbao::rpc::OpenChannel(address, own); },
       .head_file = config->head_file(),
       .head_key = config->head_key_file()});
  if (!submission.ok()) return nianbao::rpc::Refuse("nianbao-submission", submission.status());
  std::vector<std::unique_ptr<nianbao::rpc::HostedService>> services;
  services.push_back(*std::move(submission));
  return nianbao::rpc::RunServer("nianbao-submission", config->server(), std::move(services), shutdown);
}
