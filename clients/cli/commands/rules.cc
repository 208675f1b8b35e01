#include <fmt/core.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using validation::v1::GetRulebookResponse;
using validation::v1::Rule;
using validation::v1::ValidationService;

std::string SeverityWord(const Rule& rule) {
  return finding::v1::Severity_Name(rule.severity()).substr(sizeof("SEVERITY_") - 1);
}

std::string Checks(const Rule& rule) { return absl::StrJoin(rule.checks(), " "); }

void PrintText(const GetRulebookResponse& response) {
  fmt::print("规则版本 {}  SM3 {}\n\n", response.rulebook().version(), response.digest());
  for (const Rule& rule : response.rulebook().rules()) {
    fmt::print("{}  [{}]\n    {}\n    {}\n    依据：{}\n", rule.id(), SeverityWord(rule), rule.title().zh_cn(),
               rule.title().en(), rule.legal_basis());
  }
}

void PrintMarkdown(const GetRulebookResponse& response) {
  fmt::print("| rule | severity | checks | 要求 | requirement | basis |\n|---|---|---|---|---|---|\n");
  for (const Rule& rule : response.rulebook().rules()) {
    fmt::print("| `{}` | {} | {} | {} | {} | {} |\n", rule.id(), SeverityWord(rule), Checks(rule), rule.title().zh_cn(),
               rule.title().en(), rule.legal_basis());
  }
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

void PrintCsv(const GetRulebookResponse& response) {
  fmt::print("rule,severity,checks,zh_cn,en,legal_basis\n");
  for (const Rule& rule : response.rulebook().rules()) {
    fmt::print("{},{},{},{},{},{}\n", rule.id(), SeverityWord(rule), Quoted(Checks(rule)), Quoted(rule.title().zh_cn()),
               Quoted(rule.title().en()), Quoted(rule.legal_basis()));
  }
}

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
      PrintMarkdown(*response);
      break;
    case Output::kCsv:
      PrintCsv(*response);
      break;
    default:
      PrintText(*response);
  }
  return kClean;
}

}  // namespace

void AddRules(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("rules", "列出现行校验规则（无需服务器；--output 还可用 csv、md）");
  command->callback([=, &session] { *exit = Rules(session); });
}

}  // namespace nianbao::cli
