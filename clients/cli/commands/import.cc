#include <fmt/core.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"
#include "clients/cli/read_file.h"
#include "libs/form/catalogue.h"

namespace nianbao::cli {
namespace {

// One of the two reports that an answer may hold.
template <typename Report>
void PrintText(const std::string& path, const Report& report, const document::v1::ReadDocumentResponse& document) {
  fmt::print("{}\n{} {}年 {}\n", path, report.organ_name(), report.year(),
             report.scope() == form::v1::SCOPE_ROLL_UP ? "汇总" : "本级");
  PrintTables(report);
  fmt::print("\n");
  if (document.findings().empty()) {
    fmt::print("{} 格全部读出。\n", form::Catalogue::For(report.edition()).cells().size());
  }
  PrintFindings(document.findings());
}

template <typename Report>
void Print(Output output, const std::string& path, const Report& report,
           const document::v1::ReadDocumentResponse& document) {
  if (output == Output::kCells) {
    PrintCells(report);
  } else {
    PrintText(path, report, document);
  }
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
    } else if (document->has_report_2019()) {
      Print(session.output, path, document->report_2019(), *document);
    } else {
      Print(session.output, path, document->report(), *document);
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
