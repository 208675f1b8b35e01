#include <fmt/core.h>

#include <optional>

#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"
#include "clients/cli/print_verdict.h"
#include "clients/cli/read_file.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using validation::v1::ValidationService;

struct Services {
  std::unique_ptr<DocumentService::Stub> document;
  std::unique_ptr<ValidationService::Stub> validation;
};

void PrintText(const std::string& path, const document::v1::ReadDocumentResponse& document,
               const validation::v1::Verdict& verdict) {
  fmt::print("{}：{} {}年\n", path, document.report().organ_name(), document.report().year());
  PrintFindings(document.findings());
  PrintVerdict(verdict);
  fmt::print("错误 {} 项，提醒 {} 项", ErrorCount(document) + verdict.error_count(), verdict.warning_count());
  if (verdict.not_assessable_count() > 0) fmt::print("，无法核对 {} 项", verdict.not_assessable_count());
  fmt::print("（规则版本 {}）\n", verdict.rulebook_version());
}

ExitStatus ValidateOne(const Session& session, const Services& services, const std::string& path,
                       const std::optional<form::v1::AnnualReport>& prior) {
  const auto document = ReadFileOf2021(*services.document, path, session.call());
  if (!document.ok()) return Refuse(document.status());
  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = document->report();
  if (prior.has_value()) *request.mutable_context()->add_prior() = *prior;
  auto response =
      rpc::CallUnary(*services.validation, &ValidationService::Stub::ValidateReport, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  auto& verdict = *response->mutable_verdict();
  AddPlaces(*document, verdict);
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else if (session.output == Output::kCells) {
    PrintCells(document->report());
  } else {
    PrintText(path, *document, verdict);
  }
  return Worse(ReadingStatus(*document), verdict.error_count() > 0 ? kErrorFindings : kClean);
}

ExitStatus Validate(const Session& session, const std::vector<std::string>& files, const std::string& prior_file) {
  const auto server = StartLocalServices();
  const Services services = {DocumentService::NewStub(server->InProcessChannel()),
                             ValidationService::NewStub(server->InProcessChannel())};
  std::optional<form::v1::AnnualReport> prior;
  if (!prior_file.empty()) {
    const auto document = ReadFileOf2021(*services.document, prior_file, session.call());
    if (!document.ok()) return Refuse(document.status());
    prior = document->report();
  }
  ExitStatus exit = kClean;
  for (const std::string& path : files) exit = Worse(exit, ValidateOne(session, services, path, prior));
  return exit;
}

}  // namespace

void AddValidate(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("validate", "读取并校验年度报告，逐格说明问题（无需服务器）");
  auto files = std::make_shared<std::vector<std::string>>();
  auto prior = std::make_shared<std::string>();
  command->add_option("FILE", *files, "报告文件")->required();
  command->add_option("--prior", *prior, "同一机关上一年度的报告，用于核对结转数")->check(NamesFile());
  command->callback([=, &session] { *exit = Validate(session, *files, *prior); });
}

}  // namespace nianbao::cli
