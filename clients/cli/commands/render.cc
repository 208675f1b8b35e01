#include <fmt/core.h>

#include <map>

#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/deliver_document.h"
#include "clients/cli/local_services.h"
#include "clients/cli/print_error.h"
#include "clients/cli/read_file.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using document::v1::Format;

struct RenderOptions {
  // Empty: the empty form.
  std::string file;
  Format format = document::v1::FORMAT_UNSPECIFIED;
  // As DeliverDocument takes it.
  std::string out;
};

// What the reader found goes to standard error in one line, so that the file itself can go to standard output.
void MentionFindings(const RenderOptions& options, const document::v1::ReadDocumentResponse& read) {
  if (read.findings().empty()) return;
  fmt::print(stderr, "读取 {} 时发现 {} 个问题，请用 nianbao import 查看。\n", options.file, read.findings_size());
}

ExitStatus Write(DocumentService::Stub& service, const Session& session, const RenderOptions& options,
                 const form::v1::AnnualReport& report) {
  document::v1::WriteDocumentRequest request;
  *request.mutable_report() = report;
  request.set_format(options.format);
  const auto written = rpc::CallUnary(service, &DocumentService::Stub::WriteDocument, request, session.call());
  return written.ok() ? DeliverDocument(written->content(), written->file_name(), options.format, options.out)
                      : Refuse(written.status());
}

ExitStatus Render(const Session& session, const RenderOptions& options) {
  const auto server = StartLocalServices();
  const auto service = DocumentService::NewStub(server->InProcessChannel());
  if (options.file.empty()) {
    fmt::print(stderr, "没有给出报告文件，写出的是一份空白表格。\n");
    return Write(*service, session, options, {});
  }
  const auto read = ReadFileOf2021(*service, options.file, session.call());
  if (!read.ok()) return Refuse(read.status());
  MentionFindings(options, *read);
  return Worse(ReadingStatus(*read), Write(*service, session, options, read->report()));
}

}  // namespace

void AddRender(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("render", "把年度报告写成法定格式的文件：Word、网页、电子表格等（无需服务器）");
  const std::map<std::string, Format> formats = {{"html", document::v1::FORMAT_HTML},
                                                 {"docx", document::v1::FORMAT_DOCX},
                                                 {"xlsx", document::v1::FORMAT_XLSX},
                                                 {"csv", document::v1::FORMAT_CSV},
                                                 {"json", document::v1::FORMAT_JSON}};
  auto options = std::make_shared<RenderOptions>();
  command->add_option("FILE", options->file, "报告文件，import 能读取的格式均可；不给时写一份空白表格");
  command->add_option("--to", options->format, "要写成的格式：html、docx、xlsx（总计为公式）、csv 或 json")
      ->transform(CLI::CheckedTransformer(formats))
      ->option_text("html|docx|xlsx|csv|json")
      ->required();
  command->add_option("-o", options->out, kOutHelp)->check(NamesFile())->option_text("OUT");
  command->callback([=, &session] { *exit = Render(session, *options); });
}

}  // namespace nianbao::cli
