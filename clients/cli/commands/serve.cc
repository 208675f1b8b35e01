#include <fmt/core.h>

#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/document_supervisor.h"
#include "clients/cli/print_error.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/deadlock_search.h"
#include "libs/rpc/server.h"
#include "libs/rpc/shutdown_signal.h"
#include "libs/signature/key_file.h"
#include "services/aggregation/service.h"
#include "services/submission/service.h"
#include "services/validation/service.h"

namespace nianbao::cli {
namespace {

struct ServeOptions {
  std::string data = "nianbao-data";
  std::string listen = "127.0.0.1:7130";
  std::string head_key;
};

ExitStatus Serve(const ServeOptions& options) {
  rpc::ShutdownSignal shutdown;
  rpc::LeaveOutDeadlockSearch();
  rpc::StartLog("nianbao");
  // The services reach each other through the server that hosts them, once it is there.
  rpc::Server* self = nullptr;
  const rpc::ChannelSource in_process = [&self] { return self->InProcessChannel(); };

  std::vector<std::unique_ptr<rpc::HostedService>> services;
  services.push_back(MakeDocumentSupervisor({}));
  services.push_back(validation::MakeValidationService());
  auto submission = submission::MakeSubmissionService(
      {.data_dir = options.data, .validation = in_process, .head_key = options.head_key});
  if (!submission.ok()) return Refuse(submission.status());
  services.push_back(*std::move(submission));
  const auto signing_key = signature::SigningKeyIn(options.head_key);
  if (!signing_key.ok()) return Refuse(signing_key.status());
  services.push_back(
      aggregation::MakeAggregationService({.sources = {{.submission = in_process}}, .signing_key = *signing_key}));

  const auto server = rpc::Server::Listen(options.listen, std::move(services));
  if (!server.ok()) return Refuse(server.status());
  self = server->get();
  self->StartServices();
  fmt::print("nianbao listening on {}\n", self->address());
  fmt::print("数据目录 {}；未配置身份认证，操作人以 --as 自报姓名并照此记录。按 Ctrl-C 停止。\n", options.data);
  std::fflush(stdout);
  shutdown.Wait();
  self->Drain(absl::Seconds(10));
  return kClean;
}

}  // namespace

void AddServe(CLI::App& app, const Session&, ExitStatus* exit) {
  auto* command = app.add_subcommand("serve", "在本机启动整套服务（数据存于 SQLite）");
  auto options = std::make_shared<ServeOptions>();
  command->add_option("--data", options->data, "数据目录")->check(NamesFolder())->capture_default_str();
  command->add_option("--listen", options->listen, "监听地址（仅限本机）")->capture_default_str();
  command->add_option("--head-key", options->head_key, "为日志头和封存的合计签名的 SM2 私钥（PEM）")
      ->check(NamesFile());
  command->callback([=] { *exit = Serve(*options); });
}

}  // namespace nianbao::cli
