#include <fmt/core.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/export_rules.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using validation::v1::ValidationService;

ExitStatus Rules(const Session& session) {
  const auto server = StartLocalServices();
  const auto service = ValidationService::NewStub(server->InProcessChannel());
  const auto response = rpc::CallUnary(*service, &ValidationService::Stub::GetRulebook,
                                       validation::v1::GetRulebookRequest(), session.call());
  if (!response.ok()) return Refuse(response.status());
  switch (session.output) {
    case Output::kJson:
      PrintJson(*response);
      break;
    case Output::kMarkdown:
      fmt::print("{}", RulesAsMarkdown(*response));
      break;
    case Output::kCsv:
      fmt::print("{}", RulesAsCsv(*response));
      break;
    default:
      fmt::print("{}", RulesAsText(*response));
  }
  return kClean;
}

}  // namespace

void AddRules(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand(
      "rules", "列出随程序提供的校验规则（无需服务器；--output 还可用 csv、md、json）；查看和更改服务器上的规则");
  command->require_subcommand(0, 1);
  command->callback([=, &session] {
    if (command->get_subcommands().empty()) *exit = Rules(session);
  });
  AddRulesInOffice(*command, session, exit);
}

}  // namespace nianbao::cli
