#include <fmt/core.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"
#include "clients/cli/read_file.h"

namespace nianbao::cli {
namespace {

void PrintText(const std::string& path, const document::v1::ReadDocumentResponse& document) {
  const auto& report = document.report();
  fmt::print("{}\n{} {}年 {}\n", path, report.organ_name(), report.year(),
             report.scope() == form::v1::SCOPE_ROLL_UP ? "汇总" : "本级");
  PrintTables(report);
  fmt::print("\n");
  if (document.findings().empty()) fmt::print("200 格全部读出。\n");
  PrintFindings(document.findings());
}

ExitStatus Import(const Session& session, const std::vector<std::string>& files) {
  const auto server = StartLocalServices();
  const auto service = document::v1::DocumentService::NewStub(server->InProcessChannel());
  ExitStatus exit = kClean;
  for (const std::string& path : files) {
    const auto document = ReadFile(*service, path, session.call());
    if (!document.ok()) {
      exit = Worse(exit, Refuse(document.status()));
      continue;
    }
    exit = Worse(exit, ReadingStatus(*document));
    if (session.output == Output::kJson) {
      PrintJson(*document);
    } else if (session.output == Output::kCells) {
      PrintCells(document->report());
    } else {
      PrintText(path, *document);
    }
  }
  return exit;
}

}  // namespace

void AddImport(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command =
      app.add_subcommand("import", "读取年度报告文件，显示读出的各表与读取中的问题（不做勾稽校验，无需服务器）");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("FILE", *files, "报告文件：.txt（文字处理软件另存的文本）或 .json")->required();
  command->callback([=, &session] { *exit = Import(session, *files); });
}

}  // namespace nianbao::cli
